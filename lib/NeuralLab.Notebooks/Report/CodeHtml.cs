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

    /// <summary>One element per line, the line with an error marked.</summary>
    /// <param name="source">A cell's source.</param>
    /// <param name="faultyLine">A line from 1, or null.</param>
    public static string Of(string source, int? faultyLine)
    {
        var lines = Marked(source).Split('\n');
        return string.Concat(lines.Select((line, index) => $"<span class=\"line{(index + 1 == faultyLine ? " faulty" : "")}\">{line}\n</span>"));
    }

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
            Append(html, trivia.ToFullString(), trivia.IsDirective ? "directive" : trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia ? null : "comment");
    }

    // A text or comment of several lines is marked on each of them.
    static void Append(StringBuilder html, string text, string? kind) =>
        html.AppendJoin('\n', text.Split('\n').Select(line => kind is null || line.Length == 0 ? Html.Escape(line) : $"<span class=\"{kind}\">{Html.Escape(line)}</span>"));

    static string? Kind(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "number",
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringToken or SyntaxKind.InterpolatedStringTextToken => "string",
        SyntaxKind.IdentifierToken => Contextual.Contains(token.Text) ? "keyword" : null,
        var kind => SyntaxFacts.IsKeywordKind(kind) ? "keyword" : null,
    };
}
