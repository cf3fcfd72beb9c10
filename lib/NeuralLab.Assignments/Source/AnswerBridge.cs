using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralLab.Assignments.Source;

/// <summary>
/// The two ends of an answer, written from its declaration in the source notebook. The judge compiles <see cref="Proxy"/> in the place of the
/// answer and runs the checks as they stand; the process with the student's code runs <see cref="Offer"/>, and is asked for results.
/// </summary>
/// <param name="Name">The function or type.</param>
/// <param name="Proxy">A declaration with the same signature, which asks the other process.</param>
/// <param name="Offer">A statement that offers the student's own.</param>
public sealed record AnswerBridge(string Name, string Proxy, string Offer)
{
    const string Library = "NeuralLab.Labs.Grading";

    /// <summary>
    /// The answers that a solution cell declares: its functions, its variables with a type, and types that derive from one with a remote
    /// counterpart.
    /// </summary>
    /// <param name="source">The solution cell without markers.</param>
    /// <param name="wanted">Names that the checks use; others get no bridge.</param>
    /// <param name="place">What messages call the cell.</param>
    /// <exception cref="AssignmentException">What a check uses cannot be passed from one process to another.</exception>
    internal static IReadOnlyList<AnswerBridge> Of(string source, IReadOnlySet<string> wanted, string place) =>
    [
        .. CodePart.Parse(source).Members.SelectMany(member => member switch
        {
            MethodDeclarationSyntax method when wanted.Contains(method.Identifier.Text) => [OfMethod(method, place)],
            TypeDeclarationSyntax type when wanted.Contains(type.Identifier.Text) => [OfType(type, place)],
            FieldDeclarationSyntax field => field.Declaration.Variables
                .Where(variable => wanted.Contains(variable.Identifier.Text)).Select(variable => OfVariable(field, variable, place)),
            _ => Enumerable.Empty<AnswerBridge>(),
        }),
    ];

    static AnswerBridge OfMethod(MethodDeclarationSyntax method, string place)
    {
        var name = method.Identifier.Text;
        if (method.TypeParameterList is not null || method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
            || method.ParameterList.Parameters.Any(parameter => parameter.Modifiers.Count > 0 || parameter.Type is null))
            throw new AssignmentException($"{place}: {name} cannot be graded in another process: it must return a value and have plain parameters");
        var result = method.ReturnType.ToString();
        var parameters = method.ParameterList.Parameters;
        var sent = string.Concat(parameters.Select(parameter => $", {Library}.Sent.Of<{parameter.Type}>({parameter.Identifier.Text})"));
        var read = string.Join(", ", parameters.Select(parameter => $"call.Next<{parameter.Type}>()"));
        return new(
            name,
            $"{method.Modifiers} {result} {name}{method.ParameterList} => {Library}.RemoteAnswers.Call<{result}>(\"{name}\"{sent});",
            $"{Library}.OfferedAnswers.Offer<{result}>(\"{name}\", call => {name}({read}));");
    }

    static AnswerBridge OfVariable(FieldDeclarationSyntax field, VariableDeclaratorSyntax variable, string place)
    {
        var (name, type) = (variable.Identifier.Text, field.Declaration.Type);
        if (type.IsVar) throw new AssignmentException($"{place}: declare {name} with its type instead of var, so that it can be graded in another process");
        return new(name, $"{type} {name} => {Library}.RemoteAnswers.Call<{type}>(\"{name}\");", $"{Library}.OfferedAnswers.Offer<{type}>(\"{name}\", call => {name});");
    }

    static AnswerBridge OfType(TypeDeclarationSyntax type, string place)
    {
        var name = type.Identifier.Text;
        if (type.BaseList?.Types.FirstOrDefault()?.Type is not IdentifierNameSyntax { Identifier.Text: var parent }
            || type.ParameterList is { Parameters.Count: > 0 })
            throw new AssignmentException($"{place}: the type {name} cannot be graded in another process: it must derive from a type with a remote counterpart, such as CustomOptimizer, and need no arguments");
        return new(
            name, $"{type.Keyword} {name}() : {Library}.Remote{parent}(\"{name}\");",
            $"{Library}.OfferedAnswers.OfferObject(\"{name}\", () => new {name}());");
    }
}
