using System.Diagnostics;
using System.Globalization;

namespace NeuralLab.Cli.Tests;

/// <summary>Long runs as the command does them: killed and interrupted, they end with the weights of an undisturbed run.</summary>
public sealed class TrainCommandTests(ITestOutputHelper output) : IDisposable
{
    readonly CommandLine command = new() { Environment = { ["NEURALLAB_DATA"] = DataFolder.Find() } };

    public void Dispose() => command.Dispose();

    [Fact]
    public async Task Digits_of_200_epochs_with_ten_kills_end_with_the_weights_of_an_undisturbed_run()
    {
        // Smaller batches make the run long enough for ten kills.
        var spec = File.ReadAllText(Path.Combine(RealReport.Root, "specs", "digits.json"));
        command.Write("digits.json", spec.Replace("\"batchSize\": 32", "\"batchSize\": 8", StringComparison.Ordinal));
        await EndsAsUndisturbed("digits.json", kills: 10, seed: 1);
    }

    /// <summary>Some ten minutes on two cores.</summary>
    [Fact(Explicit = true)]
    [Trait("Category", "Long")]
    public async Task Fashion_MNIST_of_200_epochs_with_random_kills_ends_with_the_weights_of_an_undisturbed_run()
    {
        var shared = Environment.GetEnvironmentVariable(DataFolder.CacheVariable) ?? Path.Combine(RealReport.Root, "..", "shared", "data");
        Assert.SkipUnless(ImageSource.FashionMnist.IsPresent(shared), $"Fashion-MNIST is not in {shared}: neurallab data get fashion-mnist, or set {DataFolder.CacheVariable}.");
        command.Environment[DataFolder.CacheVariable] = shared;
        command.Write("fashion.json", File.ReadAllText(Path.Combine(RealReport.Root, "specs", "fashion-mnist.json")));
        await EndsAsUndisturbed("fashion.json", kills: 12, seed: 2);
    }

    async Task EndsAsUndisturbed(string spec, int kills, int seed)
    {
        Assert.Equal(0, (await command.Run("train", spec, "--out", "whole")).ExitCode);
        Random random = new(seed);
        int epochs = 0, hits = 0;
        for (var killed = 0; killed < kills; killed++)
        {
            using var process = command.Start("train", spec, "--out", "killed");
            // The first line comes with the first epoch of this call; then any moment may be the last. This thread reads, which has no queue.
            var line = ReadLine(process);
            if (line is null) Assert.Fail(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            if (!line.StartsWith("epoch", StringComparison.Ordinal)) break;
            var first = int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
            Assert.True(first >= epochs, $"the run went back from epoch {epochs} to {first}");
            epochs = first;
            for (var more = random.Next(2); more > 0 && epochs < 100; more--) ReadLine(process);
            Thread.Sleep(random.Next(20));
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (process.ExitCode != 0) hits++;
        }
        var outcome = await command.Run("train", spec, "--out", "killed");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        output.WriteLine(FormattableString.Invariant($"{hits} kills, the last after epoch {epochs}"));
        // On a busy machine a run may end before its kill comes.
        Assert.True(hits > kills / 2 && epochs > 1, $"only {hits} kills came in the middle of the run");
        Assert.Equal(Bytes("whole", TrainingJob.Model), Bytes("killed", TrainingJob.Model));
        Assert.Equal(200, File.ReadLines(command.PathOf(Path.Combine("killed", TrainingJob.Log))).Count());
        Assert.Equal(
            [TrainingJob.Checkpoint, TrainingJob.Log, TrainingJob.Model, TrainingJob.Result, TrainingJob.Spec],
            Directory.GetFiles(command.PathOf("killed")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_saves_and_ends_with_130_and_the_same_command_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A test cannot send Ctrl+C to another process on Windows.");
        command.Write("long.json", """{ "data": "xor3", "settings": { "epochs": 100000, "width": 4 } }""");
        using var process = command.Start("train", "long.json");
        Assert.Contains("epoch      1 of 100000", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Interrupt(process);
        var outcome = await CommandLine.End(process);

        Assert.Equal((130, "neurallab: cancelled"), (outcome.ExitCode, outcome.ErrorLine));
        var words = outcome.Output.Trim().Split('\n')[^1].Split(' ');
        Assert.Equal("stopped after epoch", string.Join(' ', words[..3]));
        var epochs = int.Parse(words[3].TrimEnd(','), CultureInfo.InvariantCulture);
        Assert.Equal(epochs, File.ReadLines(command.PathOf(Path.Combine("long", TrainingJob.Log))).Count());

        using var again = command.Start("train", "long.json");
        Assert.Contains($"epoch {epochs + 1,6} of", await again.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Interrupt(again);
        Assert.Equal(130, (await CommandLine.End(again)).ExitCode);
    }

    [Theory]
    [InlineData("train missing.json", "missing.json is not there")]
    [InlineData("train spec.json --threads -1", "--threads expects a whole number >= 0, found '-1'")]
    [InlineData("train spec.json", "There is no Activation 'tan'")]
    [InlineData("train file.json", "IOException|already exists|Not a directory|file.json")]
    public async Task What_cannot_be_gives_exit_code_2_and_one_line(string arguments, string expected)
    {
        command.Write("spec.json", """{ "data": "iris", "settings": { "activation": "tan" } }""");
        command.Write("file.json", """{ "data": "iris", "settings": {} }""");
        command.Write("file", "");
        var outcome = await command.Run(arguments.Split(' '));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(expected.Split('|'), word => outcome.ErrorLine.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_help_names_every_setting()
    {
        var help = await command.Run("train", "--help");
        Assert.All(MlpExperiment.Defaults.All, setting => Assert.Contains(setting.Key, help.Output, StringComparison.Ordinal));
    }

    static string? ReadLine(Process process) => process.StandardOutput.ReadLine();

    static void Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    byte[] Bytes(string job, string file) => File.ReadAllBytes(command.PathOf(Path.Combine(job, file)));
}
