using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace NeuralLab.Notebooks.Execution;

/// <summary>Finds the assemblies that <c>#r</c> names, and those that they need, which lie beside them.</summary>
sealed class ReferenceResolver(string folder, NotebookLoadContext libraries) : MetadataReferenceResolver
{
    readonly Dictionary<string, PortableExecutableReference> known = [];

    /// <summary>The whole shared framework, and <see cref="Cells.DisplayExtensions"/>; nothing else of what this program itself uses.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } = [.. FrameworkFiles().Select(path => MetadataReference.CreateFromFile(path))];

    public override bool ResolveMissingAssemblies => true;

    /// <summary>A reference to an assembly file as it is now, which cells will load.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isUnchanging">True where it never changes.</param>
    public PortableExecutableReference FromFile(string path, bool isUnchanging = false)
    {
        libraries.Add(path, isUnchanging);
        if (!known.TryGetValue(path, out var reference))
        {
            // An open file could not be built again.
            known.Add(path, reference = MetadataReference.CreateFromImage(File.ReadAllBytes(path), filePath: path));
        }
        return reference;
    }

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        var path = Path.GetFullPath(reference, folder);
        if (File.Exists(path))
            return [FromFile(path)];
        // A bare name is one of the framework's own, which cells see anyway; #r of it is common in scripts.
        return NotebookLoadContext.FrameworkPath(reference) is { } framework ? [MetadataReference.CreateFromFile(framework)] : [];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        libraries.FindBeside(referenceIdentity.Name) is { } path ? FromFile(path) : null;

    static IEnumerable<string> FrameworkFiles()
    {
        var framework = RuntimeEnvironment.GetRuntimeDirectory();
        var all = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator);
        return all.Where(path => path.StartsWith(framework, StringComparison.OrdinalIgnoreCase)).Append(typeof(ReferenceResolver).Assembly.Location);
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
