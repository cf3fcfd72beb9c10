using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace NeuralLab.Notebooks.Execution;

/// <summary>
/// Loads the notebook's code and the libraries that it references, from the files that it named and from beside them.
/// The framework is shared with this program; everything else that this program uses (the compiler, for one) stays apart.
/// Libraries are read into memory, so that they can be built again meanwhile; the files of restored packages, which never change, are not.
/// </summary>
sealed class NotebookLoadContext() : AssemblyLoadContext("notebook")
{
    readonly Dictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);
    readonly List<string> folders = [];
    readonly HashSet<string> unchanging = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where assemblies in memory were read from.</summary>
    static readonly ConditionalWeakTable<Assembly, string> ReadFrom = [];

    /// <summary>Remembers a referenced assembly file and its folder; of two files of one name the first stays.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isUnchanging">True where it never changes, and may be loaded from where it is.</param>
    public void Add(string path, bool isUnchanging = false)
    {
        if (isUnchanging)
            unchanging.Add(path);
        files.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        var folder = Path.GetDirectoryName(path)!;
        if (!folders.Contains(folder))
            folders.Add(folder);
    }

    /// <summary>The file of that assembly beside one that was referenced, or null.</summary>
    public string? FindBeside(string assemblyName) => FirstExisting(folders.Select(folder => Path.Combine(folder, assemblyName + ".dll")));

    /// <summary>The file that an assembly in memory was read from, or null.</summary>
    public static string? FileOf(Assembly assembly) => ReadFrom.TryGetValue(assembly, out var path) ? path : null;

    /// <summary>The framework's file of that name, with or without <c>.dll</c>, or null.</summary>
    public static string? FrameworkPath(string name) =>
        FirstExisting([Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? name : name + ".dll")]);

    /// <summary>Loads compiled code and gives the function that starts it.</summary>
    public Func<object[], Task<object?>> Load(CompiledPiece piece) =>
        LoadFromStream(piece.Assembly!, piece.Symbols)
            .GetType(piece.EntryType, throwOnError: true)!
            .GetMethod(piece.EntryMethod, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object[], Task<object?>>>();

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || name == typeof(NotebookLoadContext).Assembly.GetName().Name || FrameworkPath(name) is not null)
            return null;
        if ((files.GetValueOrDefault(name) ?? FindBeside(name)) is not { } path)
            return null;
        return unchanging.Contains(path) ? LoadFromAssemblyPath(path) : LoadCopy(path);
    }

    /// <summary>Loads what the file holds now, with its line numbers.</summary>
    Assembly LoadCopy(string path)
    {
        var symbols = Path.ChangeExtension(path, ".pdb");
        using var code = new MemoryStream(File.ReadAllBytes(path));
        using var lines = File.Exists(symbols) ? new MemoryStream(File.ReadAllBytes(symbols)) : null;
        var assembly = LoadFromStream(code, lines);
        ReadFrom.Add(assembly, path);
        return assembly;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string[] names = OperatingSystem.IsWindows() ? [unmanagedDllName, unmanagedDllName + ".dll"]
            : OperatingSystem.IsMacOS() ? [unmanagedDllName, unmanagedDllName + ".dylib", $"lib{unmanagedDllName}.dylib"]
            : [unmanagedDllName, unmanagedDllName + ".so", $"lib{unmanagedDllName}.so"];
        // In a package, lib/net8.0/A.dll has its native libraries in runtimes/linux-x64/native.
        var native = Path.Combine("runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        var places = folders.SelectMany(folder => new[] { folder, Path.Combine(folder, native), Path.GetFullPath(Path.Combine(folder, "..", "..", native)) });
        return FirstExisting(places.SelectMany(place => names.Select(name => Path.Combine(place, name)))) is { } path
            ? LoadUnmanagedDllFromPath(path)
            : 0;
    }

    static string? FirstExisting(IEnumerable<string> paths) => paths.FirstOrDefault(File.Exists);
}
