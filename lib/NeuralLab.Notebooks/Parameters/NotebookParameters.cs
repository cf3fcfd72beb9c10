using System.Text;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NeuralLab.Notebooks.Cells;
using NeuralLab.Notebooks.Execution;

namespace NeuralLab.Notebooks;

/// <summary>Papermill's convention: the cell tagged <c>parameters</c> holds defaults; values given from outside go into a cell after it.</summary>
public static class NotebookParameters
{
    const string Tag = "parameters";
    const string InjectedTag = "injected-parameters";

    /// <summary>The variables that the notebook's <c>parameters</c> cell declares; empty where it has no such cell.</summary>
    /// <param name="document">Not changed.</param>
    public static IReadOnlyList<NotebookParameter> Read(NotebookDocument document)
    {
        if (document.Cells.FirstOrDefault(cell => cell.HasTag(Tag)) is not { } source)
            return [];
        var tree = CSharpSyntaxTree.ParseText(source.Source, CellSyntax.ParseOptions);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: CellSyntax.Imports);
        var model = CSharpCompilation.CreateScriptCompilation("parameters", tree, ReferenceResolver.Framework, options).GetSemanticModel(tree);
        var parameters =
            from field in tree.GetCompilationUnitRoot().Members.OfType<FieldDeclarationSyntax>()
            from variable in field.Declaration.Variables
            let type = ((IFieldSymbol)model.GetDeclaredSymbol(variable)!).Type
            select new NotebookParameter(variable.Identifier.Text, type.ToDisplayString(), variable.Initializer?.Value.ToString() ?? "");
        return [.. parameters];
    }

    /// <summary>Puts a cell tagged <c>injected-parameters</c> after the <c>parameters</c> cell, in place of one that is there already. Does nothing where no values are given.</summary>
    /// <param name="document">The notebook to change.</param>
    /// <param name="values">Values by name, as text.</param>
    /// <param name="name">What messages call the notebook.</param>
    /// <exception cref="ParameterException">The notebook has no such parameter, or one of another type.</exception>
    public static void Apply(NotebookDocument document, IReadOnlyDictionary<string, string> values, string name)
    {
        if (values.Count == 0)
            return;
        var known = Read(document);
        var code = new StringBuilder("// Parameters");
        foreach (var (key, text) in values)
        {
            var parameter = known.FirstOrDefault(candidate => candidate.Name == key)
                ?? throw new ParameterException($"{name}: there is no parameter '{key}'; {Listing(known)}");
            var expression = parameter.Expression(text)
                ?? throw new ParameterException($"{name}: parameter '{key}' expects {parameter.Type}, found '{text}'; {Listing(known)}");
            code.Append('\n').Append(parameter.Type).Append(' ').Append(key).Append(" = ").Append(expression).Append(';');
        }
        document.Cells.RemoveAll(cell => cell.HasTag(InjectedTag));
        var place = document.Cells.FindIndex(cell => cell.HasTag(Tag));
        var metadata = document.Cells[place].Metadata.DeepClone().AsObject();
        metadata["tags"] = new JsonArray(InjectedTag);
        document.Cells.Insert(place + 1, new NotebookCell(CellType.Code, code.ToString()) { Id = InjectedTag, Metadata = metadata });
    }

    static string Listing(IReadOnlyList<NotebookParameter> known) => known.Count == 0
        ? $"no cell tagged '{Tag}' declares any"
        : $"known: {string.Join(", ", known.Select(parameter => $"{parameter.Name} ({parameter.Type}, default {parameter.Default})"))}";
}
