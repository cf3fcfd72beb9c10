using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NeuralLab.Notebooks;

namespace NeuralLab.Jupyter.Installation;

/// <summary>A kernel that front ends find: a folder with <c>kernel.json</c>.</summary>
/// <param name="Folder">The folder; its name is the kernel's.</param>
/// <param name="Json">What <c>kernel.json</c> holds.</param>
public sealed record KernelSpec(string Folder, JsonObject Json)
{
    const string FileName = "kernel.json";
    const string Mark = "neurallab";

    static readonly JsonSerializerOptions Writing = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What notebooks call the kernel.</summary>
    public string Name => Path.GetFileName(Folder);

    /// <summary>True for kernels that <see cref="KernelInstaller"/> wrote.</summary>
    public bool IsOurs => Json["metadata"]?[Mark] is JsonObject;

    /// <summary>The program that is started, for a kernel of ours.</summary>
    public string Program => Json["argv"]![1]!.ToString();

    /// <summary>The folder of the built project that the program was copied from.</summary>
    public string Source => Json["metadata"]![Mark]!["source"]!.ToString();

    /// <summary>Whether the kernel starts, and what to do where it does not, or could be newer. One line.</summary>
    public string State
    {
        get
        {
            const string Again = "neurallab kernel install";
            var dotnet = Json["argv"]![0]!.ToString();
            if (!File.Exists(dotnet))
                return $"does not start: {dotnet} is gone; run {Again} again";
            if (!File.Exists(Program))
                return $"does not start: {Program} is gone; run {Again} again";
            if (!Directory.Exists(Source))
                return $"works; the project was at {Source} and has moved: build it where it is now (dotnet build -c Release) and run {Again} there";
            return ProgramCopy.IsOf(Path.GetDirectoryName(Program)!, Source) ? "works" : $"works; the project has been built anew since: {Again} takes that over";
        }
    }

    /// <summary>True where it starts as it is.</summary>
    public bool Works => State.StartsWith("works", StringComparison.Ordinal);

    /// <summary>The kernel of a folder, or null where there is none that can be read.</summary>
    /// <param name="folder">The kernel's own folder.</param>
    public static KernelSpec? Read(string folder)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, FileName))) is JsonObject json ? new KernelSpec(folder, json) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>All kernels of these folders of kernels that can be read.</summary>
    /// <param name="kernels">Folders of kernels; those that do not exist hold none.</param>
    public static IEnumerable<KernelSpec> FindIn(IEnumerable<string> kernels) =>
        kernels.Distinct().Where(Directory.Exists).SelectMany(Directory.GetDirectories).Order(StringComparer.Ordinal).Select(Read).OfType<KernelSpec>();

    internal static KernelSpec Create(string folder, string displayName, string program, string source) => new(folder, new JsonObject
    {
        ["argv"] = new JsonArray(DotnetHost.Path, program, "{connection_file}"),
        ["display_name"] = displayName,
        ["language"] = "C#",
        // Windows has no signal for that.
        ["interrupt_mode"] = "message",
        ["metadata"] = new JsonObject { [Mark] = new JsonObject { ["source"] = source } },
    });

    /// <summary>Writes <c>kernel.json</c> whole or not at all: a front end may read it at any time.</summary>
    internal void Save() => AtomicTextFile.Write(Path.Combine(Folder, FileName), Json.ToJsonString(Writing) + "\n");
}
