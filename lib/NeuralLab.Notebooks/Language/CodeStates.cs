using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NeuralLab.Notebooks.Language;

/// <summary>Tells whether code is a whole cell.</summary>
static class CodeStates
{
    const int Indentation = 4;

    public static CodeState Of(ConsideredCode code)
    {
        if (!SyntaxFactory.IsCompleteSubmission(code.Tree))
            return new CodeState(CodeCompleteness.Incomplete, NextIndent(code.Text));
        var isWrong = code.Tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return new CodeState(isWrong ? CodeCompleteness.Invalid : CodeCompleteness.Complete, "");
    }

    static string NextIndent(string code)
    {
        var last = code.Split('\n').LastOrDefault(line => line.Trim().Length > 0) ?? "";
        var indent = last.Length - last.TrimStart().Length;
        return new string(' ', indent + (last.TrimEnd().EndsWith('{') ? Indentation : 0));
    }
}
