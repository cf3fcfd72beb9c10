
namespace NeuralLab.Cli.Tests;

/// <summary>
/// The report of the project's own labs, written once by the real command with default settings. Where the packages of Plotly.NET
/// can be restored, the optional sections must succeed, too.
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
