using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralLab.Notebooks;

/// <summary>Finds in one cell's code what does not work in every host.</summary>
/// <param name="model">What the names of the cell mean.</param>
/// <param name="names">What this cell and those before it declare; added to.</param>
sealed class CodeWalker(SemanticModel model, CellNames names) : CSharpSyntaxWalker(SyntaxWalkerDepth.Token)
{
    const string UsingVariable = "'using var' should not stand at the top level of a cell (write using (...) { ... }), nor a using line after other code";

    readonly List<(string Rule, Location Location, string Message)> found = [];
    Location? console;
    bool shows;

    public static IReadOnlyList<(string Rule, Location Location, string Message)> Check(SyntaxTree tree, SemanticModel model, CellNames names)
    {
        var walker = new CodeWalker(model, names);
        var root = tree.GetCompilationUnitRoot();
        walker.Visit(root);
        if (walker is { shows: true, console: { } location })
            walker.Add("console", location, "Console.Write and .Display() should not be in one cell: Verso prints the text after the values");
        // After other statements, 'using var' reads as a using directive out of place, which the parser skips.
        foreach (var skipped in root.DescendantTrivia().Select(trivia => trivia.GetStructure()).OfType<SkippedTokensTriviaSyntax>()
            .Where(skipped => skipped.Tokens.Any(token => token.IsKind(SyntaxKind.UsingKeyword))))
            walker.Add("language", skipped, UsingVariable);
        // At the beginning of a statement, 'x with' reads as a property of type x.
        if (root.Members.LastOrDefault()
            is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: WithExpressionSyntax, SemicolonToken.IsMissing: true } }
            or PropertyDeclarationSyntax { Identifier.Text: "with" })
            walker.Add("language", root.Members[^1], "a cell should not end in 'x with { ... }': not every host takes it for a value");
        return walker.found;
    }

    public override void VisitUsingDirective(UsingDirectiveSyntax node)
    {
        if (node.SemicolonToken.IsMissing)
            Add("language", node, UsingVariable);
        names.Usings.Add(node.NamespaceOrType.ToString());
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        switch (node.Expression)
        {
            case IdentifierNameSyntax { Identifier.Text: "display" or "HTML" } call when model.GetSymbolInfo(call).Symbol is null:
                Add("display", node, $"{call.Identifier.Text}(...) is not known in every host: end the cell with the value, or write x.Display()");
                break;
            case MemberAccessExpressionSyntax { Name.Identifier.Text: "Display" }:
                shows = true;
                if (node.Parent is not (ExpressionStatementSyntax or LambdaExpressionSyntax or ArrowExpressionClauseSyntax))
                    Add("display", node, "the result of .Display() should not be used: outputs cannot be updated in every host");
                break;
            case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Console" }, Name.Identifier.Text: "Write" or "WriteLine" }:
                console ??= node.GetLocation();
                break;
        }
        base.VisitInvocationExpression(node);
    }

    public override void VisitMemberAccessExpression(MemberAccessExpressionSyntax node)
    {
        if (node is { Expression: IdentifierNameSyntax { Identifier.Text: "Console" }, Name.Identifier.Text: "Error" or "OpenStandardError" })
            Add("errors", node, "nothing should be written to standard error: Verso takes it for a failure");
        base.VisitMemberAccessExpression(node);
    }

    public override void VisitThrowStatement(ThrowStatementSyntax node)
    {
        if (IsTopLevel(node) && !node.Ancestors().OfType<TryStatementSyntax>().Any(attempt => attempt.Catches.Count > 0 && attempt.Block.Contains(node)))
            Add("errors", node, "a cell that shows an exception should catch it: an uncaught one ends the run in Verso");
        base.VisitThrowStatement(node);
    }

    public override void VisitNamespaceDeclaration(NamespaceDeclarationSyntax node) => Add("language", node, "a cell cannot declare a namespace");

    public override void VisitFileScopedNamespaceDeclaration(FileScopedNamespaceDeclarationSyntax node) => Add("language", node, "a cell cannot declare a namespace");

    public override void VisitClassDeclaration(ClassDeclarationSyntax node)
    {
        if (node.Modifiers.Any(SyntaxKind.StaticKeyword)
            && node.Members.OfType<MethodDeclarationSyntax>().Any(method =>
                method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true))
            Add("language", node, "extension methods should be static methods of the cell itself: a nested static class cannot hold them");
        base.VisitClassDeclaration(node);
    }

    public override void VisitVariableDeclarator(VariableDeclaratorSyntax node)
    {
        if (model.GetDeclaredSymbol(node) is IFieldSymbol { ContainingType.IsScriptClass: true } field)
        {
            names.Variables.Add(field.Name);
            if (field.Type.IsRefLikeType)
                Add("language", node, $"a variable at the top level of a cell cannot be a {field.Type.Name}: it outlives the cell");
        }
        base.VisitVariableDeclarator(node);
    }

    public override void VisitIdentifierName(IdentifierNameSyntax node)
    {
        var symbol = model.GetSymbolInfo(node).Symbol;
        if (symbol is IDynamicTypeSymbol)
            Add("language", node, "'dynamic' does not work in every host");
        if (IsVariableOfACell(node, symbol) && node.Ancestors().OfType<BaseTypeDeclarationSyntax>().Any())
            Add("language", node, $"a class cannot use the variable '{node.Identifier.Text}' of a cell: pass it in");
        CheckNamespace(node, symbol);
        base.VisitIdentifierName(node);
    }

    public override void VisitToken(SyntaxToken token)
    {
        if (token.IsKind(SyntaxKind.FileKeyword))
            Add("language", token.GetLocation(), "a cell cannot declare file types");
        if (token.Kind() is SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedStringTextToken)
            CheckRawString(token);
        base.VisitToken(token);
    }

    /// <summary>True for a name of this cell's top level, and for one that means nothing here but was declared by an earlier cell.</summary>
    bool IsVariableOfACell(IdentifierNameSyntax node, ISymbol? symbol) => symbol is null
        ? names.Variables.Contains(node.Identifier.Text) && (node.Parent as MemberAccessExpressionSyntax)?.Name != node
        : symbol is IFieldSymbol { ContainingType.IsScriptClass: true };

    /// <summary>Hosts look for directives and usings line by line, also inside strings.</summary>
    void CheckRawString(SyntaxToken token)
    {
        foreach (var line in token.Text.Split('\n'))
        {
            if (line.TrimStart() is var start
                && (start.StartsWith("using", StringComparison.Ordinal) || start.StartsWith("#r", StringComparison.Ordinal)
                    || start.StartsWith("#!", StringComparison.Ordinal)))
                Add("raw strings", token.GetLocation(), $"no line of a string should begin with 'using', '#r' or '#!', found '{start.Trim()}'");
        }
    }

    /// <summary>Of what the kernel imports, <c>System.Collections</c> is not imported everywhere.</summary>
    void CheckNamespace(IdentifierNameSyntax node, ISymbol? symbol)
    {
        const string NotShared = "System.Collections";
        var isQualified = node.Parent is QualifiedNameSyntax or MemberAccessExpressionSyntax { Expression: not IdentifierNameSyntax }
            || (node.Parent as MemberAccessExpressionSyntax)?.Name == node;
        var type = symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? constructor.ContainingType : symbol as INamedTypeSymbol;
        if (!isQualified && !node.IsVar && type?.ContainingNamespace.ToDisplayString() == NotShared && !names.Usings.Contains(NotShared))
            Add("usings", node, $"'{node.Identifier.Text}' needs an explicit 'using {NotShared};'");
    }

    static bool IsTopLevel(SyntaxNode node) => !node.Ancestors().Any(ancestor =>
        ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax
            or BaseTypeDeclarationSyntax or AccessorDeclarationSyntax);

    void Add(string rule, SyntaxNode node, string message) => Add(rule, node.GetLocation(), message);

    void Add(string rule, Location location, string message) => found.Add((rule, location, message));
}
