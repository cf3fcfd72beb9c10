using System.Text;

namespace NeuralLab.Notebooks.Language;

/// <summary>
/// Finds documentation in the XML files that compilers write beside assemblies. The framework's are not beside it but in the reference
/// pack of the SDK, where its types stand under other assemblies' names. Nothing is kept: a look through all of them takes milliseconds.
/// </summary>
static class DocumentationFiles
{
    /// <summary>Files of the pack in which most is found.</summary>
    static readonly string[] Likely = ["System.Runtime", "System.Collections", "System.Linq", "System.Console", "System.Threading"];

    /// <summary>The element of a symbol as text; null where nothing is written about it.</summary>
    /// <param name="assembly">The file of its assembly.</param>
    /// <param name="id">Its name in documentation: <c>M:System.Console.WriteLine</c>.</param>
    public static string? Find(string assembly, string id)
    {
        var start = Encoding.UTF8.GetBytes($"<member name=\"{id.Replace("<", "&lt;", StringComparison.Ordinal)}\">");
        return Files(assembly).Select(file => Find(File.ReadAllBytes(file), start)).FirstOrDefault(found => found is not null);
    }

    static IEnumerable<string> Files(string assembly)
    {
        var beside = Path.ChangeExtension(assembly, ".xml");
        if (File.Exists(beside))
            return [beside];
        if (Path.GetDirectoryName(assembly) != Path.TrimEndingDirectorySeparator(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory()))
            return [];
        var packs = Path.Combine(Path.GetDirectoryName(DotnetHost.Path)!, "packs", "Microsoft.NETCore.App.Ref");
        if (!Directory.Exists(packs))
            return [];
        var name = Path.GetFileNameWithoutExtension(assembly);
        var inPack = Path.Combine("ref", $"net{Environment.Version.Major}.0");
        var pack = Directory.EnumerateDirectories(packs).Select(version => Path.Combine(version, inPack)).LastOrDefault(Directory.Exists);
        return pack is null ? [] : Directory.EnumerateFiles(pack, "*.xml")
            .OrderBy(file => Path.GetFileNameWithoutExtension(file) != name)
            .ThenBy(file => Array.IndexOf(Likely, Path.GetFileNameWithoutExtension(file)) is var place and >= 0 ? place : Likely.Length);
    }

    static string? Find(ReadOnlySpan<byte> file, ReadOnlySpan<byte> start)
    {
        var at = file.IndexOf(start);
        if (at < 0)
            return null;
        var end = "</member>"u8;
        var length = file[at..].IndexOf(end);
        return length < 0 ? null : Encoding.UTF8.GetString(file.Slice(at, length + end.Length));
    }
}
