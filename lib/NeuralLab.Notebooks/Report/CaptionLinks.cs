using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NeuralLab.Web;

namespace NeuralLab.Notebooks.Report;

/// <summary>Figures and tables whose captions begin with a number (<c>Figure 3. What it shows</c>): the text's "Figure 3" leads there.</summary>
sealed partial class CaptionLinks
{
    readonly string prefix;
    readonly HashSet<string> known;

    /// <param name="prefix">Begins every id.</param>
    /// <param name="outputs">Everything that the notebook shows.</param>
    public CaptionLinks(string prefix, IEnumerable<CellOutput> outputs)
    {
        this.prefix = prefix;
        known = [.. outputs.OfType<DisplayOutput>()
            .SelectMany(Captions)
            .Select(caption => Numbered().Match(caption).Groups["label"].Value)
            .Where(label => label.Length > 0)];
    }

    /// <summary>The attribute that gives the place of a numbered caption its id; nothing for any other.</summary>
    public string IdAttribute(string caption) => Numbered().Match(caption) is { Success: true } match ? $" id=\"{Id(match.Groups["label"].Value)}\"" : "";

    /// <summary>A caption as HTML, its number set off.</summary>
    public static string Html(string caption) => Numbered().Match(caption) is { Success: true } match
        ? $"<b>{Report.Html.Escape(match.Value)}</b>{Report.Html.Escape(caption[match.Length..])}"
        : Report.Html.Escape(caption);

    /// <summary>The same HTML, in which every mention of a known figure or table is a link; headings, links, code and formulas stay as they are.</summary>
    public string Link(string html)
    {
        if (known.Count == 0)
            return html;
        var closed = 0;
        return Piece().Replace(html, piece =>
        {
            if (piece.ValueSpan[0] != '<')
                return closed > 0 ? piece.Value : Mention().Replace(piece.Value, mention => known.Contains(mention.Value) ? $"<a href=\"#{Id(mention.Value)}\">{mention.Value}</a>" : mention.Value);
            if (Opaque().IsMatch(piece.Value))
                closed += piece.ValueSpan[1] == '/' ? -1 : 1;
            return piece.Value;
        });
    }

    string Id(string label) => $"{prefix}-{label.ToLowerInvariant().Replace(' ', '-')}";

    static IEnumerable<string> Captions(DisplayOutput shown)
    {
        if (Text((shown.Data[MimeTypes.Plotly] as JsonObject)?["layout"]?["meta"] as JsonObject, "caption") is { } caption)
            yield return caption;
        if (Text(shown.Data[FigureTypes.Exploration] as JsonObject, "caption") is { } said)
            yield return said;
        if (Text(shown.Data[FigureTypes.Table] as JsonObject, "title") is { } title)
            yield return title;
    }

    static string? Text(JsonObject? holder, string name) => holder?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    [GeneratedRegex(@"\A(?<label>(?:Figure|Table) [0-9]{1,4})\.")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\b(?:Figure|Table) [0-9]{1,4}\b")]
    private static partial Regex Mention();

    [GeneratedRegex(@"<[^>]*>|[^<]+")]
    private static partial Regex Piece();

    [GeneratedRegex(@"\A</?(?:a|code|pre|h[1-6])\b")]
    private static partial Regex Opaque();
}
