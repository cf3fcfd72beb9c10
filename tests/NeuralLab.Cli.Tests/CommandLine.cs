using System.Diagnostics;
using System.Runtime.InteropServices;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli.Tests;

/// <summary>What one call of the command gave.</summary>
sealed record Outcome(int ExitCode, string Output, string Errors)
{
    /// <summary>The one line on standard error.</summary>
    public string ErrorLine => Assert.Single(Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A folder that looks like the project's, and the real command as a process in it.</summary>
public sealed class CommandLine : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("neurallab-cli-");

    public CommandLine()
    {
        Write("NeuralLab.sln", "");
        Write("global.json", """{"sdk":{"version":"10.0.100","rollForward":"latestFeature"}}""");
        Directory.CreateDirectory(PathOf("notebooks"));
    }

    /// <summary>The program that runs .NET programs here.</summary>
    public string Dotnet { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>Variables for the command.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>Writes a notebook of code cells into the notebooks folder; the first is tagged <c>parameters</c>.</summary>
    public string Notebook(string name, params string[] cells)
    {
        var document = new NotebookDocument { Cells = [.. cells.Select(source => new NotebookCell(CellType.Code, source))] };
        document.Cells[0].Metadata["tags"] = new System.Text.Json.Nodes.JsonArray("parameters");
        var path = PathOf(Path.Combine("notebooks", name));
        document.Save(path);
        return path;
    }

    internal Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Dotnet, [Path.Combine(AppContext.BaseDirectory, "NeuralLab.Cli.dll"), .. arguments])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    internal async Task<Outcome> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        return await End(process);
    }

    /// <summary>Waits for the end.</summary>
    internal static async Task<Outcome> End(Process process)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        return new Outcome(process.ExitCode, said[0].ReplaceLineEndings("\n"), said[1].ReplaceLineEndings("\n"));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
