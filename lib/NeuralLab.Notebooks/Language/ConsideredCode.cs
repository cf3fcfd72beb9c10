using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NeuralLab.Notebooks.Execution;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks.Language;

/// <summary>Code that somebody is writing, as the compiler understands it.</summary>
/// <param name="Text">All that stands in the cell; positions are those of the question.</param>
/// <param name="Cursor">The place asked about.</param>
/// <param name="Tree">The code; lines for the notebook's host are comments in it, and an access to a member that ends the line ends a statement.</param>
/// <param name="Model">What its names mean, after all cells that ran.</param>
sealed partial record ConsideredCode(string Text, int Cursor, SyntaxTree Tree, SemanticModel Model)
{
    /// <summary>The last token that ends at the position or before it.</summary>
    public SyntaxToken TokenBefore(int position)
    {
        var root = Tree.GetRoot();
        if (position <= 0)
            return default;
        var token = root.FindToken(position - 1);
        while (token.RawKind != 0 && token.Span.End > position || token.IsMissing)
            token = token.GetPreviousToken();
        return token.SpanStart < position ? token : token.GetPreviousToken();
    }

    public static ConsideredCode Of(Question question, CellCompiler compiler)
    {
        var code = HostLine().Replace(question.Code, line => $"{line.Groups["indent"].Value}//{line.Value[(line.Groups["indent"].Length + 2)..]}");
        if (question.About == Subject.Completion && OpenAccess().IsMatch(code[..question.Cursor]) && LineEnd().IsMatch(code, question.Cursor))
            code = code.Insert(question.Cursor, ";");
        var (compilation, tree) = compiler.Consider(code, default);
        return new ConsideredCode(question.Code, question.Cursor, tree, compilation.GetSemanticModel(tree));
    }

    [GeneratedRegex("""^(?<indent>[ \t]*)(#!|#[ri][ \t]+"nuget:)[^\n]*""", RegexOptions.Multiline)]
    private static partial Regex HostLine();

    [GeneratedRegex(@"\.[ \t]*\w*\z")]
    private static partial Regex OpenAccess();

    /// <summary>Nothing more on the line: what stands in the next one is not meant to belong to it.</summary>
    [GeneratedRegex(@"\G[ \t\r]*(\n|\z)")]
    private static partial Regex LineEnd();
}
