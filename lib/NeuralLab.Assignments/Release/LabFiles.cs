using System.IO.Compression;
using System.Text;

namespace NeuralLab.Assignments.Release;

/// <summary>What a lab needs beside its notebook: libraries, data, scripts, and <c>lab.csx</c>, which names the libraries.</summary>
public sealed class LabFiles
{
    static readonly string[] Libraries = ["MathNet.Numerics.dll", "NeuralLab.dll", "NeuralLab.Charts.dll", "NeuralLab.Labs.dll"];

    static readonly string[] Usings =
    [
        "System", "System.Collections.Generic", "System.Linq", "MathNet.Numerics.LinearAlgebra", "NeuralLab", "NeuralLab.Charts", "NeuralLab.Labs",
    ];

    /// <summary>The folder with the libraries; default: this program's.</summary>
    public string LibraryFolder { get; init; } = AppContext.BaseDirectory;

    /// <summary>The course's data, with <c>SHA256SUMS</c>; null: none.</summary>
    public string? DataFolder { get; init; }

    /// <summary>
    /// Files that stand beside the notebook: scripts that its cells import, and plotly.js, without which figures take it from a public
    /// server. Default: none.
    /// </summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>All files by their paths in the lab's folder, in order. No path names this machine.</summary>
    public IEnumerable<(string Path, byte[] Content)> All()
    {
        yield return ("lab.csx", Encoding.UTF8.GetBytes(LabScript("lib/")));
        foreach (var library in Libraries.SelectMany(name => new[] { name, Path.ChangeExtension(name, ".xml") }))
        {
            var file = Path.Combine(LibraryFolder, library);
            if (File.Exists(file)) yield return ($"lib/{library}", File.ReadAllBytes(file));
            else if (library.EndsWith(".dll", StringComparison.Ordinal)) throw new AssignmentException($"{file} is not there: build the project first (dotnet build -c Release)");
        }
        if (DataFolder is not null)
        {
            foreach (var file in Directory.EnumerateFiles(DataFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var name = Path.GetRelativePath(DataFolder, file).Replace('\\', '/');
                if (!name.StartsWith("cache/", StringComparison.Ordinal)) yield return ($"data/{name}", File.ReadAllBytes(file));
            }
        }
        foreach (var script in Scripts) yield return (Path.GetFileName(script), File.ReadAllBytes(script));
    }

    /// <summary>Writes all files into a folder.</summary>
    public void WriteTo(string folder)
    {
        foreach (var (path, content) in All())
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }

    /// <summary>A zip whose bytes depend on nothing but the files.</summary>
    public static byte[] Zip(IEnumerable<(string Path, byte[] Content)> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
                entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(content);
            }
        }
        return bytes.ToArray();
    }

    /// <summary>What the first cell imports.</summary>
    /// <param name="libraries">Where the libraries are, with a slash at the end.</param>
    static string LabScript(string libraries) =>
        string.Join('\n', ["// What every lab needs.", .. Libraries.Select(library => $"#r \"{libraries}{library}\""), .. Usings.Select(name => $"using {name};"), ""]);
}
