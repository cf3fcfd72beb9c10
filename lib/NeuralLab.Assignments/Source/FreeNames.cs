using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralLab.Assignments.Source;

/// <summary>The names that a piece of code uses and does not itself declare: what it needs of the code before it.</summary>
static class FreeNames
{
    internal static HashSet<string> Of(SyntaxNode part)
    {
        var locals = part.DescendantNodes().Select(node => (Name: Declared(node), Scope: ScopeOf(node, part)))
            .Where(pair => pair.Name is not null).ToLookup(pair => pair.Name!, pair => pair.Scope);
        return
        [
            .. part.DescendantNodes().OfType<SimpleNameSyntax>()
                .Where(name => !name.IsVar && !IsMember(name) && !locals[name.Identifier.ValueText].Any(scope => scope.Span.Contains(name.Span)))
                .Select(name => name.Identifier.ValueText),
        ];
    }

    static string? Declared(SyntaxNode node) => node switch
    {
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        VariableDeclaratorSyntax { Parent.Parent: not FieldDeclarationSyntax } variable => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        FromClauseSyntax clause => clause.Identifier.ValueText,
        LetClauseSyntax clause => clause.Identifier.ValueText,
        CatchDeclarationSyntax caught => caught.Identifier.ValueText,
        _ => null,
    };

    static SyntaxNode ScopeOf(SyntaxNode declaration, SyntaxNode part) =>
        declaration is ForEachStatementSyntax ? declaration
            : declaration.Ancestors().TakeWhile(node => node != part).FirstOrDefault(node =>
                node is BlockSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax
                    or ForStatementSyntax or QueryExpressionSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax
                    or CatchClauseSyntax or TypeDeclarationSyntax) ?? part;

    /// <summary>After a point, before a colon, or as the name of what an object is given.</summary>
    static bool IsMember(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        MemberBindingExpressionSyntax => true,
        QualifiedNameSyntax qualified => qualified.Right == name,
        NameColonSyntax => true,
        NameEqualsSyntax => true,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left == name,
        _ => false,
    };
}
