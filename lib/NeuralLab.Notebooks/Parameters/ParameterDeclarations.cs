using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NeuralLab.Notebooks.Cells;
using NeuralLab.Notebooks.Execution;

namespace NeuralLab.Notebooks;

/// <summary>
/// Finds the variables that a <c>parameters</c> cell declares.
/// The compiler may run out of stack or of time over it: only a process with limits asks.
/// </summary>
static class ParameterDeclarations
{
    public static IReadOnlyList<NotebookParameter> Of(string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source, CellSyntax.ParseOptions);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: CellSyntax.Imports);
        var model = CSharpCompilation.CreateScriptCompilation("parameters", tree, ReferenceResolver.Framework, options).GetSemanticModel(tree);
        var parameters =
            from field in tree.GetCompilationUnitRoot().Members.OfType<FieldDeclarationSyntax>()
            from variable in field.Declaration.Variables
            let type = ((IFieldSymbol)model.GetDeclaredSymbol(variable)!).Type
            select new NotebookParameter(variable.Identifier.Text, type.ToDisplayString(), variable.Initializer?.Value.ToString() ?? "");
        return [.. parameters];
    }
}
