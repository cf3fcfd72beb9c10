using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralLab.Notebooks.Language;

/// <summary>What a call that is being written may call.</summary>
static class Calls
{
    /// <summary>The method that the call is of, or all that it could become.</summary>
    public static IEnumerable<IMethodSymbol> Methods(SemanticModel model, SyntaxNode call)
    {
        var info = model.GetSymbolInfo(call);
        if (call is BaseObjectCreationExpressionSyntax && model.GetTypeInfo(call).Type is INamedTypeSymbol created)
            return created.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public);
        var group = call is InvocationExpressionSyntax invocation ? model.GetMemberGroup(invocation.Expression) : [];
        return group.Concat(info.CandidateSymbols).Append(info.Symbol).OfType<IMethodSymbol>().Distinct<IMethodSymbol>(SymbolEqualityComparer.Default);
    }
}
