using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace NeuralLab.Jupyter.Installation;

/// <summary>
/// A copy of the built kernel. An installed kernel runs from one, so that the project can be built anew while kernels run (on Windows the
/// files in use could not be replaced), and so that it starts wherever the project moves.
/// </summary>
static class ProgramCopy
{
    const string Prefix = "program-";
    const string Kernel = "NeuralLab.Jupyter", Cells = "NeuralLab.Notebooks";

    /// <summary>Copies the program of a build, unless that has been done.</summary>
    /// <param name="source">The build's folder.</param>
    /// <param name="kernel">The kernel's folder.</param>
    /// <param name="former">The program that the kernel has had so far: it may be running, and is kept.</param>
    /// <returns>The path of the program to start.</returns>
    public static string Make(string source, string kernel, string? former)
    {
        var copy = Path.Combine(kernel, Prefix + Stamp(source));
        if (!Directory.Exists(copy))
        {
            var unfinished = Directory.CreateDirectory($"{copy}.{Environment.ProcessId}.tmp").FullName;
            foreach (var file in Files(source))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(unfinished, file))!);
                File.Copy(Path.Combine(source, file), Path.Combine(unfinished, file));
            }
            Directory.Move(unfinished, copy);
        }
        foreach (var old in Directory.GetDirectories(kernel, Prefix + "*").Where(old => old != copy && old != Path.GetDirectoryName(former)))
            TryDelete(old);
        return Path.Combine(copy, Kernel + ".dll");
    }

    /// <summary>True where the copy is one of that build as it is now.</summary>
    public static bool IsOf(string copy, string source) => File.Exists(Path.Combine(source, Kernel + ".dll")) && Path.GetFileName(copy) == Prefix + Stamp(source);

    /// <summary>Tells builds apart by names, lengths and times of their files.</summary>
    static string Stamp(string source)
    {
        var text = new StringBuilder();
        foreach (var file in Files(source).Select(file => new FileInfo(Path.Combine(source, file))))
            text.Append(CultureInfo.InvariantCulture, $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 6));
    }

    /// <summary>The files that the kernel and the process of its cells consist of, as their <c>.deps.json</c> say, relative to the folder.</summary>
    static IReadOnlyList<string> Files(string source) =>
    [
        .. new[] { Kernel, Cells }
            .SelectMany(name => Libraries(Path.Combine(source, name + ".deps.json")).Concat([name + ".deps.json", name + ".runtimeconfig.json"]))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    static IEnumerable<string> Libraries(string dependencies) =>
        from target in JsonNode.Parse(File.ReadAllBytes(dependencies))!["targets"]!.AsObject()
        from library in target.Value!.AsObject()
        from file in library.Value!["runtime"]?.AsObject() ?? []
        select Path.GetFileName(file.Key);

    static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A kernel that runs holds it, on Windows: the next installation tries again.
        }
    }
}
