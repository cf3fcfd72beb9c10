using NeuralLab.Testing;

namespace NeuralLab.Cli.Tests;

/// <summary>
/// The report of the project's own labs, written once by the real command with default settings. The notebooks stand in a folder
/// whose package source has a stand-in for Plotly.NET, so that their optional sections run, and must succeed.
/// </summary>
public sealed class RealReport : IAsyncLifetime
{
    readonly CommandLine command = new();

    /// <summary>The page.</summary>
    public string Page => command.PathOf("report/index.html");

    /// <summary>What the labs reached, as the command recorded it.</summary>
    public string Targets => command.PathOf("report/targets.json");

    internal Outcome Outcome { get; private set; } = new(-1, "", "not run");

    /// <summary>The project's root: where NeuralLab.sln is.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Root, "notebooks")))
            File.Copy(file, command.PathOf(Path.Combine("notebooks", Path.GetFileName(file))));
        PlotlyNetFeed.Write(command.PathOf("."));
        // What is restored from the stand-in's source is remembered there too, and not among the user's.
        command.Environment["XDG_DATA_HOME"] = command.PathOf("restored");
        Outcome = await command.Run("report", "--strict", "--out", command.PathOf("report"), "--cell-timeout", "600", "--timeout", "3000");
    }

    public ValueTask DisposeAsync()
    {
        command.Dispose();
        return ValueTask.CompletedTask;
    }

    static string Find(string folder) => File.Exists(Path.Combine(folder, "NeuralLab.sln")) ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("There is no NeuralLab.sln above the tests."));
}
