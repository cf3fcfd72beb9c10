using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralLab.Notebooks.Language;

/// <summary>A place in code where a name begins.</summary>
sealed class CompletionPlace(ConsideredCode code, int start)
{
    const int Fitting = 0, Own = 1, Member = 2, Type = 3, Keyword = 4, Namespace = 5, OfObject = 6;

    static readonly string[] Keywords =
        [.. SyntaxFacts.GetKeywordKinds()
            .Select(SyntaxFacts.GetText)
            .Where(text => text.Length > 1 && !text.StartsWith("__", StringComparison.Ordinal))
            .Append("var").Append("await").Distinct()];

    readonly SemanticModel model = code.Model;
    readonly SyntaxToken before = code.TokenBefore(start);

    /// <summary>All that could stand here, whatever its name.</summary>
    public IEnumerable<CompletionCandidate> Candidates()
    {
        if (before.Parent?.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { } directive
            && before.SpanStart >= directive.UsingKeyword.SpanStart && !before.IsKind(SyntaxKind.SemicolonToken))
            return OfUsing();
        if (before.IsKind(SyntaxKind.DotToken) || before.IsKind(SyntaxKind.MinusGreaterThanToken))
            return OfMemberAccess();
        if (before.Kind() is SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken
            && before.Parent is InitializerExpressionSyntax initializer && SettableMembers(initializer) is { Count: > 0 } settable)
            return settable;
        if (before.IsKind(SyntaxKind.NewKeyword))
            return Named(model.LookupNamespacesAndTypes(start).Where(symbol => symbol is not INamedTypeSymbol { IsStatic: true }));
        if (!MayBegin())
            return [];
        return [.. FittingValues(), .. Named(model.LookupSymbols(start)), .. Keywords.Select(keyword => new CompletionCandidate(keyword, "keyword", Keyword))];
    }

    /// <summary>False right after a type in a declaration, where the author thinks of a new name.</summary>
    bool MayBegin() => before.Parent is not (PredefinedTypeSyntax { Parent: VariableDeclarationSyntax }
        or IdentifierNameSyntax { IsVar: true, Parent: VariableDeclarationSyntax });

    IEnumerable<CompletionCandidate> OfUsing()
    {
        INamespaceOrTypeSymbol? container = before.Parent is QualifiedNameSyntax qualified && before.IsKind(SyntaxKind.DotToken)
            ? model.GetSymbolInfo(qualified.Left).Symbol as INamespaceOrTypeSymbol
            : null;
        return Named(model.LookupNamespacesAndTypes(start, container).Where(symbol => symbol is INamespaceSymbol));
    }

    IEnumerable<CompletionCandidate> OfMemberAccess()
    {
        var left = before.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax qualified => qualified.Left,
            MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            _ => null,
        };
        if (left is null)
            return [];
        var symbol = model.GetSymbolInfo(left).Symbol;
        var type = model.GetTypeInfo(left).Type;
        if (symbol is null && type is null or IErrorTypeSymbol && SyntaxFactory.ParseExpression(left.ToString()) is var expression)
        {
            // What stands there may look like a type to the compiler, because of what follows in the next line.
            symbol = model.GetSpeculativeSymbolInfo(start, expression, SpeculativeBindingOption.BindAsExpression).Symbol;
            type = model.GetSpeculativeTypeInfo(start, expression, SpeculativeBindingOption.BindAsExpression).Type;
        }
        if (symbol is INamespaceOrTypeSymbol container)
            return Named(model.LookupSymbols(start, container).Where(member => member is INamespaceOrTypeSymbol || member.IsStatic));
        if (type is null or IErrorTypeSymbol)
            return [];
        if (before.Parent is MemberBindingExpressionSyntax
            && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (type is IPointerTypeSymbol pointer)
            type = pointer.PointedAtType;
        return Named(model.LookupSymbols(start, type, includeReducedExtensionMethods: true)
            .Where(member => !member.IsStatic && member is not INamespaceOrTypeSymbol));
    }

    /// <summary>What an object initializer can set and does not yet; what it must set first.</summary>
    List<CompletionCandidate> SettableMembers(InitializerExpressionSyntax initializer)
    {
        if (initializer.Kind() is not (SyntaxKind.ObjectInitializerExpression or SyntaxKind.WithInitializerExpression)
            || initializer.Parent is not ExpressionSyntax created)
            return [];
        var given = initializer.Expressions.OfType<AssignmentExpressionSyntax>().Select(assignment => assignment.Left.ToString()).ToHashSet();
        if (model.GetTypeInfo(created).Type is not { } type)
            return [];
        return
        [
            .. from member in model.LookupSymbols(start, type)
               where !member.IsStatic && !given.Contains(member.Name)
                   && member is IPropertySymbol { IsIndexer: false, SetMethod: not null } or IFieldSymbol { IsReadOnly: false, IsConst: false }
               let isRequired = member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }
               select new CompletionCandidate(member.Name, SymbolTexts.Kind(member), isRequired ? Fitting : Member, member),
        ];
    }

    /// <summary>Names of arguments, and values of the type that is wanted: of an enum, or ready-made ones such as <c>Loss.MeanSquaredError</c>.</summary>
    IEnumerable<CompletionCandidate> FittingValues()
    {
        var wanted = new List<ITypeSymbol>();
        if (before.Kind() is SyntaxKind.OpenParenToken or SyntaxKind.CommaToken && before.Parent is BaseArgumentListSyntax { Parent: { } call } arguments)
        {
            var place = arguments.Arguments.GetSeparators().Count(separator => separator.SpanStart < start);
            var given = arguments.Arguments.Select(argument => argument.NameColon?.Name.Identifier.Text).OfType<string>().ToHashSet();
            foreach (var parameter in Calls.Methods(model, call).SelectMany(method => method.Parameters.Skip(place)).DistinctBy(parameter => parameter.Name))
            {
                if (!given.Contains(parameter.Name))
                    yield return new CompletionCandidate($"{parameter.Name}:", "param", Own, parameter);
            }
            wanted.AddRange(Calls.Methods(model, call).Where(method => method.Parameters.Length > place).Select(method => method.Parameters[place].Type));
        }
        else if (before.Parent is NameColonSyntax { Parent.Parent.Parent: { } named } colon)
        {
            wanted.AddRange(Calls.Methods(model, named)
                .SelectMany(method => method.Parameters)
                .Where(parameter => parameter.Name == colon.Name.Identifier.Text)
                .Select(parameter => parameter.Type));
        }
        else if (before.Parent is AssignmentExpressionSyntax assignment && before == assignment.OperatorToken)
        {
            wanted.AddRange(TypeOf(assignment.Left));
        }
        else if (before.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison)
        {
            wanted.AddRange(TypeOf(comparison.Left));
        }
        else if (before.Parent is EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Type: { IsVar: false } declared } })
        {
            wanted.AddRange(TypeOf(declared));
        }
        foreach (var value in wanted.Distinct(SymbolEqualityComparer.Default).OfType<INamedTypeSymbol>().SelectMany(ValuesOf))
            yield return value;
    }

    IEnumerable<ITypeSymbol> TypeOf(ExpressionSyntax expression) => model.GetTypeInfo(expression).Type is { } type ? [type] : [];

    IEnumerable<CompletionCandidate> ValuesOf(INamedTypeSymbol type)
    {
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return ValuesOf((INamedTypeSymbol)type.TypeArguments[0]);
        if (type.SpecialType != SpecialType.None)
            return [];
        var name = type.ToMinimalDisplayString(model, start);
        return from member in type.GetMembers()
               where member.IsStatic && member.DeclaredAccessibility == Accessibility.Public
                   && (member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.Type, type)
                       || member is IPropertySymbol property && SymbolEqualityComparer.Default.Equals(property.Type, type))
               select new CompletionCandidate($"{name}.{member.Name}", SymbolTexts.Kind(member), Fitting, member);
    }

    static IEnumerable<CompletionCandidate> Named(IEnumerable<ISymbol> symbols) =>
        from symbol in symbols
        where symbol.CanBeReferencedByName && !symbol.Name.StartsWith('<')
        select new CompletionCandidate(symbol.Name, SymbolTexts.Kind(symbol), Rank(symbol), symbol);

    static int Rank(ISymbol symbol) => symbol switch
    {
        ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => Own,
        { ContainingType.IsScriptClass: true } => Own,
        { ContainingType.SpecialType: SpecialType.System_Object } => OfObject,
        INamespaceSymbol => Namespace,
        ITypeSymbol => Type,
        _ => Member,
    };
}
