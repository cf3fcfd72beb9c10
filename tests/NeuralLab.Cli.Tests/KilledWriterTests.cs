using System.Diagnostics;
using System.Globalization;

namespace NeuralLab.Cli.Tests;

/// <summary>
/// kill -9 at random moments while a command writes: the old or the new file is there, whole, the next run goes on, and what the dead one was
/// writing is cleaned. <c>NEURALLAB_KILLS</c> asks for more than a few.
/// </summary>
public sealed class KilledWriterTests(ITestOutputHelper output) : IDisposable
{
    static readonly int Kills = Environment.GetEnvironmentVariable("NEURALLAB_KILLS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 5;

    readonly CommandLine command = new() { Environment = { ["NEURALLAB_DATA"] = DataFolder.Find() } };
    readonly Random random = new(7);

    public void Dispose() => command.Dispose();

    [Theory]
    [InlineData("--out", "runs.jsonl")]
    [InlineData("--parts", "runs")]
    public async Task A_sweep_goes_on_after_kills_and_ends_as_one_that_ran_through(string option, string place)
    {
        command.Write("spec.json", """{ "data": "square-small", "seeds": 50, "settings": { "width": [2, 8], "hidden": 1, "epochs": 120, "batchSize": 4 } }""");
        Assert.Equal(0, (await command.Run("sweep", "spec.json", "--out", "whole.jsonl")).ExitCode);
        var hits = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            if (await Killed(["sweep", "spec.json", option, place], afterLines: random.Next(3))) hits++;
            var path = option == "--out" ? command.PathOf(place) : Path.Combine(command.PathOf(place), "part-0001-of-0001.jsonl");
            if (File.Exists(path)) SweepFile.Read(path);
        }
        Assert.Equal(0, (await command.Run("sweep", "spec.json", option, place)).ExitCode);
        output.WriteLine($"{hits} of {Kills} kills hit a sweep at work");
        foreach (var (from, to) in new[] { ("whole.jsonl", "a.jsonl"), (place, "b.jsonl") })
            Assert.Equal(0, (await command.Run("sweep", "merge", from, "--spec", "spec.json", "--out", to)).ExitCode);
        Assert.Equal(WithoutSeconds("a.jsonl"), WithoutSeconds("b.jsonl"));
        RequireNothingUnfinished();
    }

    [Fact]
    public async Task Data_sets_are_whole_or_not_there()
    {
        var shipped = Directory.GetFiles(Path.Combine(DataFolder.Find(), "course")).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Killed(["data", "generate", "--out", "course"], afterLines: 0);
            if (!Directory.Exists(command.PathOf("course"))) continue;
            foreach (var file in Directory.GetFiles(command.PathOf("course"), "*.csv")) Assert.Equal(shipped[Path.GetFileName(file)], File.ReadAllBytes(file));
        }
        Assert.Equal(0, (await command.Run("data", "generate", "--out", "course")).ExitCode);
        Assert.Equal(shipped.Keys.Order(), Directory.GetFiles(command.PathOf("course")).Select(path => Path.GetFileName(path)).Order());
    }

    /// <summary>Starts a command and kills it after some lines and a moment more. False where it was done before.</summary>
    async Task<bool> Killed(string[] arguments, int afterLines)
    {
        using var process = command.Start(arguments);
        for (; afterLines > 0; afterLines--) ReadLine(process);
        Thread.Sleep(random.Next(400));
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode != 0;
    }

    /// <summary>On this thread, which has no queue.</summary>
    static string? ReadLine(Process process) => process.StandardOutput.ReadLine();

    void RequireNothingUnfinished() =>
        Assert.Empty(Directory.GetFiles(command.PathOf(""), "*.tmp", SearchOption.AllDirectories));

    string[] WithoutSeconds(string file) => [.. SweepFile.Read(command.PathOf(file)).Select(record => (record with { Seconds = 0 }).ToJson())];
}
