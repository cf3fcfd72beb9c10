using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NeuralLab.Notebooks.Report;

/// <summary>What cells printed and showed, as HTML that cannot reach beyond itself.</summary>
static partial class OutputHtml
{
    /// <summary>The MIME type of a table of NeuralLab: <c>{title, columns, rowsAreNamed, rows: [[{text, isNumber, isHighlighted}]]}</c>.</summary>
    const string Table = "application/vnd.neurallab.table+json";

    /// <summary>MIME types of verdicts, each with the member that says whether it is good; the text is the plain one.</summary>
    static readonly (string MimeType, string Good)[] Verdicts =
        [("application/vnd.neurallab.check+json", "passed"), ("application/vnd.neurallab.result+json", "reached")];

    const double SmallestFigure = 300;

    const double LargestFigure = 2000;

    public static string Of(CellOutput output) => output switch
    {
        StreamOutput stream => $"<pre class=\"stream {(stream.Name == "stderr" ? "stderr" : "stdout")}\">{Html.Escape(stream.Text.TrimEnd('\n'))}</pre>",
        DisplayOutput shown => Shown(shown),
        ErrorOutput error => Error(error.Name, error.Message, error.Traceback),
        _ => "",
    };

    /// <summary>A failure, with its trace to unfold.</summary>
    public static string Error(string name, string message, IReadOnlyList<string> trace)
    {
        var details = trace.Count == 0 ? "" : $"<details><summary>Trace</summary><pre>{Html.Escape(string.Join('\n', trace))}</pre></details>";
        return $"<div class=\"error\" role=\"alert\"><strong>{Html.Escape(name)}</strong><pre>{Html.Escape(message)}</pre>{details}</div>";
    }

    // The richest representation that needs no trust comes first.
    static string Shown(DisplayOutput shown)
    {
        if (shown.Data[MimeTypes.Plotly] is JsonObject figure && figure["data"] is JsonArray)
            return Figure(figure, shown.Text(MimeTypes.Text) ?? "");
        if (shown.Data[Table] is JsonObject table && TableHtml.Of(table) is { } html)
            return html;
        if (Verdict(shown) is { } verdict)
            return verdict;
        if (shown.Text("image/png") is { } picture && Base64().IsMatch(picture))
            return $"<img alt=\"{Html.Escape(shown.Text(MimeTypes.Text) ?? "")}\" src=\"data:image/png;base64,{picture}\">";
        if (shown.Text(MimeTypes.Html) is { } markup)
            return PlainMarkup.Is(markup) ? $"<div class=\"markup\">{markup}</div>" : Frame(markup);
        return shown.Text(MimeTypes.Text) is { } text ? $"<pre class=\"value\">{Html.Escape(text)}</pre>" : "";
    }

    static string? Verdict(DisplayOutput shown)
    {
        var good = Verdicts.Select(verdict => (shown.Data[verdict.MimeType] as JsonObject)?[verdict.Good]).OfType<JsonValue>().FirstOrDefault();
        return good is not null && good.TryGetValue(out bool passed) && shown.Text(MimeTypes.Text) is { } text
            ? $"<p class=\"verdict {(passed ? "passed" : "missed")}\">{(passed ? "✓" : "✗")} {Html.Escape(text)}</p>"
            : null;
    }

    /// <summary>A place that keeps the figure's size until report.js draws it. Without scripts its text stays.</summary>
    static string Figure(JsonObject figure, string text)
    {
        var layout = figure["layout"] as JsonObject;
        var height = layout?["height"] is JsonValue given && given.TryGetValue(out double pixels) ? Math.Clamp(pixels, SmallestFigure, LargestFigure) : SmallestFigure;
        var caption = layout?["meta"] is JsonObject meta && meta["caption"] is JsonValue said && said.TryGetValue(out string? message) ? message : "";
        return $"""
            <figure>
            <div class="figure" style="min-height:{height.ToString(CultureInfo.InvariantCulture)}px"><p>{Html.Escape(text)}</p></div>
            {Html.Data(figure)}
            {(caption.Length > 0 ? $"<figcaption>{Html.Escape(caption)}</figcaption>" : "")}
            </figure>
            """;
    }

    /// <summary>HTML that is not ours: no script, no form, no way out of its frame. Its height is a guess that readers can drag.</summary>
    static string Frame(string markup)
    {
        var lines = Breaks().Count(markup);
        // The frame would not run them either; without them the browser has nothing to complain about.
        var still = Scripts().Replace(markup, "");
        var note = still == markup ? "" : "<p class=\"place\">This output holds a script, which a report does not run.</p>";
        var height = Math.Clamp(40 + 26 * lines, 80, 480).ToString(CultureInfo.InvariantCulture);
        var page = $"<meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"><style>body{{margin:4px;font:14px system-ui,sans-serif}}</style>{still}";
        return $"{note}<iframe sandbox title=\"Output of the cell\" style=\"height:{height}px\" srcdoc=\"{Html.Escape(page)}\"></iframe>";
    }

    [GeneratedRegex(@"\A[A-Za-z0-9+/=\s]+\z")]
    private static partial Regex Base64();

    [GeneratedRegex(@"<script\b.*?(?:</script\s*>|\z)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex(@"<(?:tr|br|p|li|div|h[1-6])\b|\n", RegexOptions.IgnoreCase)]
    private static partial Regex Breaks();
}
