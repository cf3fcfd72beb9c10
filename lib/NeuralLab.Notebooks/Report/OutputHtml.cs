using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NeuralLab.Web;

namespace NeuralLab.Notebooks.Report;

/// <summary>What cells printed and showed, as HTML that cannot reach beyond itself.</summary>
static partial class OutputHtml
{
    /// <summary>MIME types of verdicts, each with the member that says whether it is good; the text is the plain one.</summary>
    static readonly (string MimeType, string Good)[] Verdicts =
        [("application/vnd.neurallab.check+json", "passed"), ("application/vnd.neurallab.result+json", "reached")];

    /// <summary>The MIME type of a lab's conclusions: <c>{lab, claims: [{text, holds, evidence}]}</c>.</summary>
    const string Claims = "application/vnd.neurallab.claims+json";

    // More than a reader takes in, and less than a browser chokes on.
    const int LongestText = 1 << 18;
    const int LongestValue = 8 << 20;

    const double SmallestFigure = 300;

    const double LargestFigure = 2000;

    /// <summary>An output as HTML.</summary>
    /// <param name="output">Anything that a cell left.</param>
    /// <param name="captions">The numbered figures and tables of its notebook.</param>
    public static string Of(CellOutput output, CaptionLinks captions) => output switch
    {
        StreamOutput stream => $"<pre class=\"stream {(stream.Name == "stderr" ? "stderr" : "stdout")}\">{Text(stream.Text.TrimEnd('\n'))}</pre>",
        DisplayOutput shown => Shown(shown, captions),
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
    static string Shown(DisplayOutput shown, CaptionLinks captions)
    {
        if (shown.Data[MimeTypes.Plotly] is JsonObject figure && figure["data"] is JsonArray)
            return Figure(figure, shown.Text(MimeTypes.Text) ?? "", captions);
        if (shown.Data[FigureTypes.Exploration] is JsonObject exploration)
            return Exploration(exploration, shown.Text(MimeTypes.Text) ?? "", captions);
        if (shown.Data[FigureTypes.Table] is JsonObject table && TableHtml.Of(table, captions) is { } html)
            return html;
        if (shown.Data[Claims] is JsonObject claims && ClaimsHtml.Of(claims) is { } list)
            return list;
        if (Verdict(shown) is { } verdict)
            return verdict;
        if (shown.Text("image/png") is { } picture && Base64().IsMatch(picture))
            return $"<img alt=\"{Html.Escape(shown.Text(MimeTypes.Text) ?? "")}\" src=\"data:image/png;base64,{picture}\">";
        if (shown.Text(MimeTypes.Html) is { } markup)
        {
            return markup.Length > LongestValue ? TooLong(markup.Length)
                : PlainMarkup.Is(markup) ? $"<div class=\"markup\">{captions.Link(markup)}</div>"
                : Frame(markup);
        }
        return shown.Text(MimeTypes.Text) is { } text ? $"<pre class=\"value\">{Text(text)}</pre>" : "";
    }

    static string Text(string text) => text.Length <= LongestText
        ? Html.Escape(text)
        : string.Create(CultureInfo.InvariantCulture, $"{Html.Escape(text[..LongestText])}\n... {text.Length - LongestText:N0} more characters are in the executed notebook");

    static string TooLong(int characters) =>
        string.Create(CultureInfo.InvariantCulture, $"<p class=\"place\">This output has {characters:N0} characters, which is too much for a page; the executed notebook holds it.</p>");

    static string? Verdict(DisplayOutput shown)
    {
        var good = Verdicts.Select(verdict => (shown.Data[verdict.MimeType] as JsonObject)?[verdict.Good]).OfType<JsonValue>().FirstOrDefault();
        return good is not null && good.TryGetValue(out bool passed) && shown.Text(MimeTypes.Text) is { } text
            ? $"<p class=\"verdict {(passed ? "passed" : "missed")}\">{(passed ? "✓" : "✗")} {Html.Escape(text)}</p>"
            : null;
    }

    /// <summary>A place that keeps the figure's size until report.js draws it. Without scripts its text stays.</summary>
    static string Figure(JsonObject figure, string text, CaptionLinks captions)
    {
        var data = Html.Data(figure);
        if (data.Length > LongestValue)
            return TooLong(data.Length);
        var layout = figure["layout"] as JsonObject;
        var height = layout?["height"] is JsonValue given && given.TryGetValue(out double pixels)
            ? Math.Clamp(pixels, SmallestFigure, LargestFigure)
            : SmallestFigure;
        var caption = layout?["meta"] is JsonObject meta && meta["caption"] is JsonValue said && said.TryGetValue(out string? message) ? message : "";
        return $"""
            <figure{captions.IdAttribute(caption)}>
            <div class="figure" style="min-height:{height.ToString(CultureInfo.InvariantCulture)}px"><p>{Html.Escape(text)}</p></div>
            {data}
            {(caption.Length > 0 ? $"<figcaption>{CaptionLinks.Html(caption)}</figcaption>" : "")}
            </figure>
            """;
    }

    /// <summary>A place for a figure that computes, until report.js shows it there. Without scripts its text stays.</summary>
    static string Exploration(JsonObject exploration, string text, CaptionLinks captions)
    {
        var data = Html.Data(exploration);
        if (data.Length > LongestValue)
            return TooLong(data.Length);
        var caption = exploration["caption"] is JsonValue said && said.TryGetValue(out string? message) ? message : "";
        return $"""
            <figure{captions.IdAttribute(caption)}>
            <div class="explore"><p>{Html.Escape(text)}</p></div>
            {data}
            {(caption.Length > 0 ? $"<figcaption>{CaptionLinks.Html(caption)}</figcaption>" : "")}
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
