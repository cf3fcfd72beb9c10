using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralLab.Tests.Architecture;

/// <summary>The engine's sources, as the compiler understands them.</summary>
static class EngineSources
{
    static readonly string[] Implicit =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    static readonly string Engine = ProjectFolder.Find("lib", "NeuralLab");

    /// <summary>A use of something that another folder declares.</summary>
    internal readonly record struct Reference(string From, string To, string Where)
    {
        public override string ToString() => $"{Where}: {From} must not use {To}";
    }

    internal static IEnumerable<string> Folders => Files().Select(file => FolderOf(file.Path)).Distinct();

    /// <summary>The source files, by their paths below the engine.</summary>
    internal static IEnumerable<(string Path, string Text)> Files()
    {
        foreach (var path in Directory.EnumerateFiles(Engine, "*.cs", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(Engine, path).Replace('\\', '/');
            if (!relative.StartsWith("obj/", StringComparison.Ordinal) && !relative.StartsWith("bin/", StringComparison.Ordinal)) yield return (relative, File.ReadAllText(path));
        }
    }

    /// <summary>The source files that the engine shares with the host of notebooks.</summary>
    internal static IEnumerable<(string Path, string Text)> Shared() =>
        Directory.EnumerateFiles(ProjectFolder.Find("lib", "Files"), "*.cs").Select(path => ($"../Files/{Path.GetFileName(path)}", File.ReadAllText(path)));

    /// <summary>Every use of something that another folder declares, one for each file and folder.</summary>
    internal static IReadOnlyList<Reference> References() => [.. All.Value.SyntaxTrees.SelectMany(tree => Uses(All.Value, tree)).Distinct()];

    /// <summary>The same, of one more file.</summary>
    internal static IReadOnlyList<Reference> ReferencesOf(string path, string text)
    {
        var tree = Parse((path, text));
        return [.. Uses(All.Value.AddSyntaxTrees(tree), tree).Distinct()];
    }

    static readonly Lazy<CSharpCompilation> All = new(() =>
    {
        var lane = Files().Single(file => file.Path.EndsWith("/Lane512.cs", StringComparison.Ordinal));
        // What the build adds.
        (string, string)[] added =
        [
            ("Kernels/Lane256.cs", lane.Text.Replace("512", "256", StringComparison.Ordinal)),
            ("Kernels/Lane128.cs", lane.Text.Replace("512", "128", StringComparison.Ordinal)),
            .. Shared().Select(file => ("", file.Text)),
            ("", string.Concat(Implicit.Select(name => $"global using {name};"))),
        ];
        var compilation = CSharpCompilation.Create(
            "NeuralLab", Files().Concat(added).Select(Parse),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path) is not "NeuralLab.dll" and not "NeuralLab.Tests.dll")
                .Select(path => MetadataReference.CreateFromFile(path)),
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        // Code that the compiler does not understand would hide what it uses. A partial method without a body is one that a generator writes.
        Assert.Empty(compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS8795").Select(diagnostic => $"{diagnostic}"));
        return compilation;
    });

    static SyntaxTree Parse((string Path, string Text) file) =>
        CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.Preview), file.Path);

    static IEnumerable<Reference> Uses(CSharpCompilation compilation, SyntaxTree tree) =>
        from model in new[] { compilation.GetSemanticModel(tree) }
        from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        let symbol = model.GetSymbolInfo(name).Symbol
        where symbol is not null and not INamespaceSymbol
        from declaration in (symbol is INamedTypeSymbol ? symbol : symbol.ContainingType)?.OriginalDefinition.DeclaringSyntaxReferences ?? []
        let to = FolderOf(declaration.SyntaxTree.FilePath)
        where to.Length > 0 && to != FolderOf(tree.FilePath)
        select new Reference(FolderOf(tree.FilePath), to, tree.FilePath);

    static string FolderOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : "";
}
