using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using NeuralLab.Notebooks.Cells;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks.Execution;

/// <summary>The code does not compile.</summary>
sealed class CompilationException(IReadOnlyList<Diagnostic> errors) : Exception
{
    public IReadOnlyList<Diagnostic> Errors { get; } = errors;
}

/// <summary>A piece of code as an assembly in memory, with what is needed to start it.</summary>
/// <param name="Assembly">Null where there is nothing to run, as in a piece of <c>using</c> lines only.</param>
/// <param name="Symbols">The line numbers.</param>
/// <param name="EntryType">The type that holds the code.</param>
/// <param name="EntryMethod">Its static method that starts the code.</param>
/// <param name="EndsWithValue">True where the last statement is an expression without a semicolon that has a value.</param>
sealed record CompiledPiece(MemoryStream? Assembly, MemoryStream Symbols, string EntryType, string EntryMethod, bool EndsWithValue);

/// <summary>Compiles pieces of C# script, each on top of those before it, with the settings of the .NET Interactive kernel.</summary>
sealed class CellCompiler(ReferenceResolver references)
{
    static readonly EmitOptions Emitting = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    readonly List<MetadataReference> newReferences = [.. ReferenceResolver.Framework];
    readonly Lock gate = new();
    CSharpCompilation? previous;

    /// <summary>Lets the code from here on use these assembly files of restored packages.</summary>
    public void AddReferences(IEnumerable<string> files)
    {
        lock (gate)
            newReferences.AddRange(files.Select(file => references.FromFile(file, isUnchanging: true)));
    }

    /// <summary>Code on top of all that was compiled so far, to ask about it; it need not be right. Safe while other code is compiled.</summary>
    public (CSharpCompilation Compilation, SyntaxTree Tree) Consider(string code, CancellationToken cancellation)
    {
        lock (gate)
        {
            var piece = new CodePiece("", code);
            var tree = CSharpSyntaxTree.ParseText(code, CellSyntax.ParseOptions, cancellationToken: cancellation);
            return (CSharpCompilation.CreateScriptCompilation("question", tree, newReferences, Options(piece), previous, typeof(object)), tree);
        }
    }

    /// <exception cref="CompilationException">The code has errors; later pieces do not see it.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted; later pieces do not see it.</exception>
    public CompiledPiece Compile(CodePiece piece, string assemblyName, CancellationToken cancellation)
    {
        var tree = CSharpSyntaxTree.ParseText(piece.Code, CellSyntax.ParseOptions, piece.Name, Encoding.UTF8, cancellation);
        CSharpCompilation compilation;
        lock (gate)
            compilation = CSharpCompilation.CreateScriptCompilation(assemblyName, tree, newReferences, Options(piece), previous, typeof(object));

        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(assembly, symbols, options: Emitting, cancellationToken: cancellation);
        var errors = emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        if (errors.Length > 0)
            throw new CompilationException(errors);

        // What a compilation refers to, those on top of it do too.
        lock (gate)
        {
            newReferences.Clear();
            previous = compilation;
        }
        // Emitting fails without an error where there is nothing to emit.
        if (!emitted.Success)
            return new CompiledPiece(null, symbols, "", "", false);
        var entry = compilation.GetEntryPoint(default)!;
        return new CompiledPiece(
            new MemoryStream(assembly.ToArray()), new MemoryStream(symbols.ToArray()),
            entry.ContainingType.MetadataName, entry.MetadataName, EndsWithValue(compilation, tree));
    }

    CSharpCompilationOptions Options(CodePiece piece) => new(
        OutputKind.DynamicallyLinkedLibrary,
        scriptClassName: piece.Name.StartsWith("cell ", StringComparison.Ordinal) ? piece.Name.Replace(" ", "", StringComparison.Ordinal) : "Script",
        usings: CellSyntax.Imports,
        // Unoptimised, as in the kernels: optimised code loses the line of an exception inside a loop.
        optimizationLevel: OptimizationLevel.Debug,
        allowUnsafe: true,
        // On two cores with two notebooks, compiling one method after the other is a tenth faster.
        concurrentBuild: false,
        nullableContextOptions: NullableContextOptions.Disable,
        metadataReferenceResolver: references,
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);

    static bool EndsWithValue(CSharpCompilation compilation, SyntaxTree tree) =>
        tree.GetCompilationUnitRoot().Members.LastOrDefault() is GlobalStatementSyntax
        {
            Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last,
        }
        && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type?.SpecialType != SpecialType.System_Void;
}
