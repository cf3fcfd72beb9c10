using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralLab.Notebooks.Language;

/// <summary>Tells what a name in code means: its declaration, and what its author wrote about it.</summary>
static class Inspector
{
    const int MaximumSignatures = 10;

    /// <summary>What is known of the name at the cursor or right before it; inside the brackets of a call, of what is called. Null where nothing is.</summary>
    public static CodeInspection? Inspect(ConsideredCode code)
    {
        var symbols = SymbolsAt(code);
        if (symbols.Count == 0)
            return null;
        var (markdown, text) = (new StringBuilder("```csharp\n"), new StringBuilder());
        foreach (var symbol in symbols.Take(MaximumSignatures))
        {
            markdown.Append(SymbolTexts.Signature(symbol)).Append('\n');
            text.Append(SymbolTexts.Signature(symbol)).Append('\n');
        }
        markdown.Append("```\n");
        if (symbols.Count > MaximumSignatures)
            markdown.Append($"... {symbols.Count - MaximumSignatures} more\n");
        var documentation = symbols.Select(symbol => Documentation.Of(symbol, code.Model.Compilation)).FirstOrDefault(found => found is not null);
        if (documentation is not null)
        {
            markdown.Append('\n').Append(documentation.ToMarkdown());
            text.Append('\n').Append(documentation.ToText());
        }
        return new CodeInspection(markdown.ToString().TrimEnd(), text.ToString().TrimEnd());
    }

    /// <summary>What is meant, first; then what else the name could mean there, such as other overloads.</summary>
    static IReadOnlyList<ISymbol> SymbolsAt(ConsideredCode code)
    {
        var root = code.Tree.GetRoot();
        var token = root.FindToken(Math.Min(code.Cursor, Math.Max(0, root.FullSpan.End - 1)));
        if (!token.Span.IntersectsWith(code.Cursor) || !IsName(token))
            token = code.TokenBefore(code.Cursor);
        if (IsName(token) && token.Span.IntersectsWith(code.Cursor))
            return Meanings(code.Model, token);
        var call = token.Parent?.AncestorsAndSelf().FirstOrDefault(node =>
            node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax && node.SpanStart < code.Cursor
            && Arguments(node) is { } list && list.SpanStart < code.Cursor
            && (list.Span.End >= code.Cursor || list.GetLastToken(includeZeroWidth: true).IsMissing));
        return call is null ? [] : Chosen(code.Model.GetSymbolInfo(call).Symbol, Calls.Methods(code.Model, call));
    }

    static bool IsName(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is PredefinedTypeSyntax;

    static ArgumentListSyntax? Arguments(SyntaxNode call) => call is InvocationExpressionSyntax invocation
        ? invocation.ArgumentList
        : ((BaseObjectCreationExpressionSyntax)call).ArgumentList;

    static IReadOnlyList<ISymbol> Meanings(SemanticModel model, SyntaxToken token)
    {
        var node = token.Parent!;
        if (model.GetDeclaredSymbol(node) is { } declared)
            return [declared];
        // The type after "new" is asked about for its constructor.
        if (node.Parent is ObjectCreationExpressionSyntax creation && creation.Type == node)
            return Chosen(model.GetSymbolInfo(creation).Symbol, Calls.Methods(model, creation));
        var info = model.GetSymbolInfo(node);
        var symbol = info.Symbol is IAliasSymbol alias ? alias.Target : info.Symbol;
        var group = node.Parent is InvocationExpressionSyntax or MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } || symbol is null
            ? model.GetMemberGroup(node is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } && access.Name == node ? access : node)
            : [];
        return Chosen(symbol, group.Concat(info.CandidateSymbols));
    }

    static IReadOnlyList<ISymbol> Chosen(ISymbol? symbol, IEnumerable<ISymbol> others) =>
        [.. (symbol is null ? others : others.Prepend(symbol)).Distinct(SymbolEqualityComparer.Default)];
}
