using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NeuralLab.Assignments.Release;

/// <summary>Code as a sequence of tokens in which names are only told apart: a copy with other names, spaces and comments has the same pattern.</summary>
static class TokenPattern
{
    internal static string[] Of(string code) => Named(Tokens(code));

    /// <summary>True if the pattern stands anywhere in the code.</summary>
    internal static bool Contains(string code, string[] pattern)
    {
        var tokens = Tokens(code);
        for (var start = 0; start + pattern.Length <= tokens.Length; start++)
        {
            if (Named(tokens[start..(start + pattern.Length)]).AsSpan().SequenceEqual(pattern)) return true;
        }
        return false;
    }

    static SyntaxToken[] Tokens(string code) => [.. SyntaxFactory.ParseTokens(code).Where(token => !token.IsKind(SyntaxKind.EndOfFileToken))];

    /// <summary>Names by the order in which they appear; a member's name after a point stays.</summary>
    static string[] Named(SyntaxToken[] tokens)
    {
        Dictionary<string, string> names = [];
        return
        [
            .. tokens.Select((token, i) =>
                !token.IsKind(SyntaxKind.IdentifierToken) || (i > 0 && tokens[i - 1].IsKind(SyntaxKind.DotToken)) ? token.ValueText
                : names.TryGetValue(token.ValueText, out var name) ? name : names[token.ValueText] = $"#{names.Count}")
        ];
    }
}
