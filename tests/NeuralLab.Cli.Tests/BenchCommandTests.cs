using System.Text.Json;

namespace NeuralLab.Cli.Tests;

public sealed class BenchCommandTests : IDisposable
{
    readonly CommandLine command = new();

    public void Dispose() => command.Dispose();

    [Fact]
    public async Task A_training_workload_is_measured_through_the_trainer_and_allocates_nothing_a_step()
    {
        const string name = "2-32-32-1/b32/adam/f32";

        var outcome = await command.Run("bench", "--only", name, "--threads", "1", "--json", command.PathOf("bench.json"));

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.Contains(name, outcome.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(command.PathOf("bench.json"), TestContext.Current.CancellationToken));
        var measurement = Assert.Single(document.RootElement.EnumerateArray());
        Assert.Equal(
            ["name", "unit", "median", "best", "threads", "bytesPerStep", "peakShare"], measurement.EnumerateObject().Select(property => property.Name));
        Assert.Equal((name, "us/step", 1), (measurement.GetProperty("name").GetString(), measurement.GetProperty("unit").GetString(), measurement.GetProperty("threads").GetInt32()));
        Assert.Equal(0, measurement.GetProperty("bytesPerStep").GetDouble());
        Assert.True(measurement.GetProperty("best").GetDouble() is > 0 and var best && best <= measurement.GetProperty("median").GetDouble(), document.RootElement.ToString());
        Assert.InRange(measurement.GetProperty("peakShare").GetDouble(), double.Epsilon, 1);
    }

    [Fact]
    public async Task What_has_no_steps_says_so_in_json()
    {
        var outcome = await command.Run("bench", "--only", "save/784-512-512-10/f32", "--json", command.PathOf("bench.json"));

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(command.PathOf("bench.json"), TestContext.Current.CancellationToken));
        var measurement = Assert.Single(document.RootElement.EnumerateArray());
        Assert.Equal("ms", measurement.GetProperty("unit").GetString());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (measurement.GetProperty("bytesPerStep").ValueKind, measurement.GetProperty("peakShare").ValueKind));
    }

    [Theory]
    [InlineData("there is no benchmark 'fast'; those there are: 2-32-32-1/b32/adam/f32, ", "--only", "fast")]
    [InlineData("--threads must be at least 1, but is 0", "--threads", "0")]
    [InlineData("nowhere for nowhere/bench.json", "--json", "nowhere/bench.json")]
    public async Task Wrong_arguments_are_named_before_anything_is_measured(string expected, params string[] arguments)
    {
        var outcome = await command.Run(["bench", .. arguments]);

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(expected, outcome.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_are_not_there_are_an_error_when_asked_for()
    {
        command.Environment["NEURALLAB_CACHE"] = command.PathOf("cache");

        var outcome = await command.Run("bench", "--only", "load-fashion-mnist/f32", "--json", command.PathOf("bench.json"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("neurallab data get fashion-mnist", outcome.ErrorLine, StringComparison.Ordinal);
        Assert.False(File.Exists(command.PathOf("bench.json")));
    }
}
