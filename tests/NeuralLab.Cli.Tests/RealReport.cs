using System.Diagnostics;

namespace NeuralLab.Cli.Tests;

/// <summary>The report of the project's own labs, written once by the real command with default settings.</summary>
public sealed class RealReport : IAsyncLifetime
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("neurallab-report-");
    readonly CommandLine command = new();

    /// <summary>The page.</summary>
    public string Page => Path.Combine(folder.FullName, "index.html");

    internal Outcome Outcome { get; private set; } = new(-1, "", "not run");

    /// <summary>The project's root: where NeuralLab.sln is.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public async ValueTask InitializeAsync()
    {
        ProcessStartInfo start = new(command.Dotnet, [Path.Combine(AppContext.BaseDirectory, "NeuralLab.Cli.dll"), "report", "--out", folder.FullName, "--cell-timeout", "600", "--timeout", "3000"])
        {
            WorkingDirectory = Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        Outcome = await CommandLine.End(process);
    }

    public ValueTask DisposeAsync()
    {
        command.Dispose();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    static string Find(string folder) => File.Exists(Path.Combine(folder, "NeuralLab.sln")) ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("There is no NeuralLab.sln above the tests."));
}
