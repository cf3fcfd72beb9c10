using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NeuralLab.Notebooks.Cells;

/// <summary>The C# of notebook cells: what the .NET Interactive kernel takes.</summary>
static class CellSyntax
{
    /// <summary>C# 13 script, because the oldest kernel in use knows no later version.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp13, kind: SourceCodeKind.Script);

    /// <summary>Namespaces that every cell sees: those of the kernel, and ours of <see cref="DisplayExtensions"/>.</summary>
    public static IReadOnlyList<string> Imports { get; } =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        typeof(DisplayExtensions).Namespace!,
    ];
}
