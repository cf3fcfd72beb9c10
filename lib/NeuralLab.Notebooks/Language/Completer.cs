using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralLab.Notebooks.Language;

/// <summary>Finds what can stand at a place in code.</summary>
static class Completer
{
    const int MaximumMatches = 300;

    public static CodeCompletion Complete(ConsideredCode code, string folder)
    {
        if (HostLines.Complete(code, folder) is { } hostLine)
            return hostLine;
        var start = code.Cursor;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code.Text[start - 1]))
            start--;
        var nothing = new CodeCompletion([], start, code.Cursor);
        if (IsInText(code, code.Cursor) || (start < code.Cursor && char.IsAsciiDigit(code.Text[start])))
            return nothing;
        var prefix = code.Text[start..code.Cursor];
        var place = new CompletionPlace(code, start);
        var matches = place.Candidates()
            .Where(candidate => Fits(candidate.Text, prefix))
            .DistinctBy(candidate => candidate.Text)
            .Where(candidate => candidate.Symbol is null || !SymbolTexts.IsHidden(candidate.Symbol))
            .OrderBy(candidate => candidate.Symbol is not null && SymbolTexts.IsObsolete(candidate.Symbol))
            .ThenBy(candidate => candidate.Rank)
            .ThenByDescending(candidate => candidate.Text.StartsWith(prefix, StringComparison.Ordinal))
            .ThenBy(candidate => candidate.Text, StringComparer.OrdinalIgnoreCase)
            .Take(MaximumMatches)
            .Select(candidate => new CompletionMatch(candidate.Text, candidate.Kind, candidate.Symbol is null ? "" : SymbolTexts.Signature(candidate.Symbol)));
        return nothing with { Matches = [.. matches] };
    }

    /// <summary>The beginning, in any case, or the capitals: <c>CW</c> for <c>ConsoleWriter</c>.</summary>
    static bool Fits(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        || text.Contains('.', StringComparison.Ordinal) && text[(text.LastIndexOf('.') + 1)..].StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        || prefix.Length > 1 && prefix.All(char.IsAsciiLetterUpper)
            && string.Concat(text.Where(char.IsAsciiLetterUpper)).StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>True inside a comment or a literal, where no name of the program stands.</summary>
    static bool IsInText(ConsideredCode code, int position)
    {
        if (position == 0)
            return false;
        var trivia = code.Tree.GetRoot().FindTrivia(position - 1);
        if (trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia)
            return !trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || position < trivia.Span.End;
        var token = code.Tree.GetRoot().FindToken(position - 1);
        return token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            && (position < token.Span.End || token.ContainsDiagnostics) && position > token.SpanStart;
    }
}

/// <summary>Something that could stand at a place.</summary>
/// <param name="Text">What to write.</param>
/// <param name="Kind">See <see cref="CompletionMatch.Kind"/>.</param>
/// <param name="Rank">Smaller is likelier.</param>
/// <param name="Symbol">What it names; null for keywords and the like.</param>
sealed record CompletionCandidate(string Text, string Kind, int Rank, ISymbol? Symbol = null);
