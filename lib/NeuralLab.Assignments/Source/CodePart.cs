using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralLab.Assignments.Source;

/// <summary>One declaration or statement of a cell's top level.</summary>
/// <param name="Text">The code, with the comment before it.</param>
/// <param name="Declares">The names that later code may use.</param>
/// <param name="Uses">The names that it needs of other code.</param>
/// <param name="Kind">Where it stands in a cell.</param>
sealed record CodePart(string Text, IReadOnlySet<string> Declares, IReadOnlySet<string> Uses, CodePartKind Kind)
{
    /// <summary>C# 13 script: what the labs' oldest host takes.</summary>
    static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp13, kind: SourceCodeKind.Script);

    /// <summary>The parts of a cell, in order. Code that does not parse has parts, too.</summary>
    internal static IReadOnlyList<CodePart> Of(string source)
    {
        var lines = source.Split('\n');
        var directives = lines.Where(IsDirective).Select(line => new CodePart(line.Trim(), Names(), Names(), CodePartKind.Directive));
        var root = Parse(string.Join('\n', lines.Select(line => IsDirective(line) ? "" : line)));
        return [.. directives, .. root.Usings.Select(OfUsing), .. root.Members.Select(OfMember)];
    }

    /// <summary>The syntax of a cell without its directives.</summary>
    internal static CompilationUnitSyntax Parse(string code) => CSharpSyntaxTree.ParseText(code, Options).GetCompilationUnitRoot();

    /// <summary>True where nothing is left open or over, such as a brace.</summary>
    internal static bool IsWhole(string source) =>
        !Parse(string.Join('\n', source.Split('\n').Where(line => !IsDirective(line))))
            .GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>All names that code needs of the code before it, and those of its own top level that it uses.</summary>
    internal static IReadOnlySet<string> NamesIn(string code) => Of(code).SelectMany(part => part.Uses).ToHashSet();

    static bool IsDirective(string line) =>
        line.TrimStart() is ['#', '!' or 'r' or 'i' or 'l', ..] and var text
        && !text.StartsWith("#if", StringComparison.Ordinal) && !text.StartsWith("#line", StringComparison.Ordinal);

    static CodePart OfUsing(UsingDirectiveSyntax directive) =>
        new(directive.ToString(), directive.Alias is { } alias ? Names(alias.Name.Identifier.Text) : Names(), FreeNames.Of(directive), CodePartKind.Using);

    static CodePart OfMember(MemberDeclarationSyntax member)
    {
        string[] declared = member switch
        {
            MethodDeclarationSyntax method => [method.Identifier.Text],
            BaseTypeDeclarationSyntax type => [type.Identifier.Text],
            DelegateDeclarationSyntax type => [type.Identifier.Text],
            PropertyDeclarationSyntax property => [property.Identifier.Text],
            FieldDeclarationSyntax field => [.. field.Declaration.Variables.Select(variable => variable.Identifier.Text)],
            GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax function } => [function.Identifier.Text],
            GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax local } =>
                [.. local.Declaration.Variables.Select(variable => variable.Identifier.Text)],
            GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } } =>
                [.. Assigned(assignment)],
            _ => [],
        };
        return new(member.ToFullString().Trim('\n'), Names(declared), FreeNames.Of(member), CodePartKind.Member);
    }

    /// <summary>Later code depends on what an assignment changes, and on what a deconstruction declares.</summary>
    static IEnumerable<string> Assigned(AssignmentExpressionSyntax assignment) =>
        assignment.Left.DescendantNodesAndSelf().Select(node => node switch
        {
            IdentifierNameSyntax { IsVar: false } name => name.Identifier.Text,
            SingleVariableDesignationSyntax variable => variable.Identifier.Text,
            _ => null,
        }).OfType<string>();

    static HashSet<string> Names(params string[] names) => [.. names];
}

/// <summary>Where a part stands in a cell.</summary>
enum CodePartKind
{
    /// <summary>A line for the host: <c>#!import</c>, <c>#r</c>.</summary>
    Directive,

    /// <summary>A <c>using</c> line.</summary>
    Using,

    /// <summary>A declaration or statement.</summary>
    Member,
}
