namespace NeuralLab.Notebooks;

/// <summary>Line ends as notebooks have them.</summary>
static class LineEnds
{
    /// <summary>Each line ended by <c>\n</c>. A form feed and Unicode's separators are characters of the text, not ends of lines.</summary>
    public static string UnixLines(this string text) =>
        text.Contains('\r', StringComparison.Ordinal)
            ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : text;
}
