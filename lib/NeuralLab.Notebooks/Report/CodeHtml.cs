using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NeuralLab.Notebooks.Report;

/// <summary>C# with its words marked by kind, line by line.</summary>
static class CodeHtml
{
    static readonly CSharpParseOptions Script = new(LanguageVersion.CSharp13, kind: SourceCodeKind.Script);

    // Words that are names everywhere but in their place; the places are the usual ones in a lab.
    static readonly HashSet<string> Contextual = ["var", "record", "async", "await", "yield", "with", "when", "where", "init", "get", "set", "required", "and", "or", "not", "nameof", "global"];

    // What no person writes: interpolations in interpolations are read anew at each depth, on a stack that has an end.
    const int MostInterpolations = 2000;
    const int LongestSource = 200_000;

    /// <summary>One element per line, the line with an error marked; what stands between the marks of a solution is folded.</summary>
    /// <param name="source">A cell's source.</param>
    /// <param name="faultyLine">A line from 1, or null.</param>
    /// <param name="time">What the notebook's parsers may take.</param>
    public static string Of(string source, int? faultyLine, PageTime time)
    {
        var plain = source.Split('\n');
        var lines = ((IsReasonable(source) ? time.Run(() => Marked(source)) : null) ?? Html.Escape(source)).Split('\n')
            .Select((line, index) => $"<span class=\"line{(index + 1 == faultyLine ? " faulty" : "")}\">{line}\n</span>").ToArray();
        var html = new StringBuilder();
        for (var index = 0; index < lines.Length;)
        {
            var begin = Array.FindIndex(plain, index, line => line.Trim() == "// BEGIN SOLUTION");
            var end = begin < 0 ? -1 : Array.FindIndex(plain, begin, line => line.Trim() == "// END SOLUTION");
            Block(html, lines[index..(end < 0 ? lines.Length : begin)]);
            if (end >= 0)
            {
                var open = faultyLine - 1 >= begin && faultyLine - 1 <= end ? " open" : "";
                html.Append(CultureInfo.InvariantCulture, $"<details class=\"solution\"{open}><summary>{plain[begin][..plain[begin].IndexOf('/', StringComparison.Ordinal)]}Solution ({end - begin - 1} {(end - begin == 2 ? "line" : "lines")})</summary>");
                Block(html, lines[begin..(end + 1)]);
                html.Append("</details>");
            }
            index = end < 0 ? lines.Length : end + 1;
        }
        return html.ToString();
    }

    static void Block(StringBuilder html, string[] lines)
    {
        if (lines.Length > 0)
            html.Append("<pre>").AppendJoin("", lines).Append("</pre>");
    }

    static bool IsReasonable(string source) => source.Length <= LongestSource && source.AsSpan().Count('$') <= MostInterpolations;

    static string Marked(string source)
    {
        var html = new StringBuilder();
        foreach (var token in SyntaxFactory.ParseTokens(source, options: Script))
        {
            Trivia(html, token.LeadingTrivia);
            Append(html, token.Text, Kind(token));
            Trivia(html, token.TrailingTrivia);
        }
        return html.ToString();
    }

    static void Trivia(StringBuilder html, SyntaxTriviaList list)
    {
        foreach (var trivia in list)
            Append(
                html, trivia.ToFullString(),
                trivia.IsDirective ? "directive" : trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia ? null : "comment");
    }

    // A text or comment of several lines is marked on each of them.
    static void Append(StringBuilder html, string text, string? kind) =>
        html.AppendJoin('\n', text.Split('\n').Select(line => kind is null || line.Length == 0 ? Html.Escape(line) : $"<span class=\"{kind}\">{Html.Escape(line)}</span>"));

    static string? Kind(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "number",
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringToken or SyntaxKind.InterpolatedStringTextToken => "string",
        SyntaxKind.IdentifierToken => Contextual.Contains(token.Text) ? "keyword" : null,
        var kind => SyntaxFacts.IsKeywordKind(kind) ? "keyword" : null,
    };
}
