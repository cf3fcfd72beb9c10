using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NeuralLab.Notebooks.Cells;
using NeuralLab.Notebooks.Execution;

namespace NeuralLab.Notebooks;

/// <summary>C# that all hosts compile and show the same. Each cell is bound by itself with the usings before it: libraries need not be there.</summary>
static class CodeRules
{
    /// <summary>The compiler's errors for syntax of a later C# than 13.</summary>
    static readonly HashSet<string> LaterLanguage = ["CS8652", "CS9260", "CS9327"];

    public static IEnumerable<RuleViolation> Check(NotebookDocument document)
    {
        var names = new CellNames();
        for (var index = 0; index < document.Cells.Count; index++)
        {
            if (document.Cells[index].CellType != CellType.Code)
                continue;
            var tree = CSharpSyntaxTree.ParseText(WithoutDirectives(document.Cells[index].Source), CellSyntax.ParseOptions);
            var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: CellSyntax.Imports.Union(names.Usings), allowUnsafe: true);
            var compilation = CSharpCompilation.CreateScriptCompilation("cell", tree, ReferenceResolver.Framework, options);
            var found = CodeWalker.Check(tree, compilation.GetSemanticModel(tree), names);
            if (found.Count == 0)
                found = [.. compilation.GetDiagnostics().Where(error => IsSyntax(error, tree)).Take(1).Select(error => ("language", error.Location, $"this is no C# 13: {error.GetMessage(CultureInfo.InvariantCulture)}"))];
            foreach (var (rule, location, message) in found)
                yield return new RuleViolation(rule, index + 1, location.GetLineSpan().StartLinePosition.Line + 1, message);
        }
    }

    static bool IsSyntax(Diagnostic error, SyntaxTree tree) => error.Severity == DiagnosticSeverity.Error
        && (LaterLanguage.Contains(error.Id) || tree.GetDiagnostics().Any(syntax => syntax.Id == error.Id && syntax.Location == error.Location));

    /// <summary>Lines for the host are empty to the compiler; it has its own rules for lines that begin with a number sign.</summary>
    static string WithoutDirectives(string source) =>
        string.Join("\n", source.Split('\n').Select(line => line.TrimStart() is ['#', '!' or 'r' or 'i' or 'l', ..] ? "" : line));
}
