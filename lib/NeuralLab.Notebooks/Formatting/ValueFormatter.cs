using System.Globalization;
using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks.Formatting;

/// <summary>
/// Turns any value into representations by MIME type. First charts of Plotly.NET, then the value's own:
/// .NET Interactive's convention of an attribute, then a <c>ToHtml</c> method.
/// Then text for scalars and their sequences, and tables for records and dictionaries.
/// </summary>
static class ValueFormatter
{
    /// <summary>A longer text is cut, another longer representation is replaced by a line that says so: 16 Mi characters.</summary>
    const int MaximumLength = 16 << 20;

    /// <summary>The value by MIME type; always with <c>text/plain</c>.</summary>
    public static JsonObject Format(object? value)
    {
        var bundle = new JsonObject();
        foreach (var (mimeType, content) in Representations(value))
            bundle[mimeType] = Content(mimeType, content);
        if (!bundle.ContainsKey(MimeTypes.Text))
            bundle[MimeTypes.Text] = Limit(PlainText.Of(value));
        return bundle;
    }

    static IEnumerable<(string MimeType, string Content)> Representations(object? value)
    {
        if (value is null)
            return [];
        // Before the convention: charts of Plotly.NET 6 follow it, with HTML that loads plotly.js from the network.
        if (PlotlyNetChart.Of(value) is { } chart)
            return chart;
        if (ConventionFormatters.Of(value.GetType()) is { Count: > 0 } own)
            return own.Select(formatter => formatter.Format(value)).OfType<(string, string)>();
        if (value.GetType().GetMethod("ToHtml", []) is { IsStatic: false } toHtml && toHtml.ReturnType == typeof(string))
            return [(MimeTypes.Html, (string?)toHtml.Invoke(value, null) ?? "")];
        return ValueTable.Of(value) is { } table ? [(MimeTypes.Html, table.ToHtml()), (MimeTypes.Text, table.ToText())] : [];
    }

    static JsonNode? Content(string mimeType, string content)
    {
        if (content.Length <= MaximumLength || mimeType == MimeTypes.Text)
            return MimeTypes.IsJson(mimeType) ? JsonNode.Parse(content) : Limit(content);
        var note = string.Create(CultureInfo.InvariantCulture, $"{content.Length:N0} characters are more than a value may show ({MaximumLength:N0})");
        return MimeTypes.IsJson(mimeType) ? new JsonObject { ["error"] = note } : note;
    }

    static string Limit(string text) => text.Length <= MaximumLength
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, MaximumLength)}\n... {text.Length - MaximumLength:N0} more characters");
}
