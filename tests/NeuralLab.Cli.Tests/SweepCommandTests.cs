using System.Diagnostics;

namespace NeuralLab.Cli.Tests;

public sealed class SweepCommandTests : IDisposable
{
    const string Spec = """{ "data": "square-small", "seeds": 2, "settings": { "width": [2, 8], "hidden": 1, "epochs": 5, "batchSize": 8 } }""";

    readonly CommandLine command = new();

    public SweepCommandTests() => command.Environment["NEURALLAB_DATA"] = DataFolder.Find();

    public void Dispose() => command.Dispose();

    [Fact]
    public async Task A_grid_is_run_and_shown_with_the_best_by_validation_first()
    {
        command.Write("spec.json", Spec);

        var outcome = await command.Run("sweep", "spec.json", "--out", "runs.jsonl");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        var records = SweepFile.Read(command.PathOf("runs.jsonl"));
        Assert.Equal(["2 1", "2 2", "8 1", "8 2"], records.Select(record => $"{record.Settings.Whole("width")} {record.Seed}").Order());
        SweepResults results = new(records);
        var best = results.Best("validation").Whole("width");
        var rows = outcome.Output.Split('\n').Where(line => line.Contains('±', StringComparison.Ordinal)).ToArray();
        Assert.Equal([$"{best}", best == 2 ? "8" : "2"], rows.Select(row => row.Trim().Split(' ')[0]));
        Assert.All(records, record => Assert.Equal(["training", "validation", "test", "epochs", "parameters"], record.Results.Keys));
    }

    [Fact]
    public async Task Shards_are_merged_to_what_one_run_gives()
    {
        command.Write("spec.json", Spec);
        await command.Run("sweep", "spec.json", "--out", "whole.jsonl");
        await command.Run("sweep", "spec.json", "--shard", "1/2", "--out", "one.jsonl");
        await command.Run("sweep", "spec.json", "--shard", "2/2", "--out", "two.jsonl");

        var outcome = await command.Run("sweep", "merge", "one.jsonl", "two.jsonl", "--out", "merged.jsonl");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.Contains("4 runs of 2 settings", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(Results("whole.jsonl"), Results("merged.jsonl"));
    }

    [Fact]
    public async Task Parts_in_a_shared_folder_are_counted_repeat_nothing_and_are_merged_to_what_one_run_gives()
    {
        command.Write("spec.json", Spec);
        await command.Run("sweep", "spec.json", "--threads", "1", "--out", "whole.jsonl");
        foreach (var part in new[] { "1/3", "3/3" }) Assert.Equal(0, (await command.Run("sweep", "spec.json", "--shard", part, "--parts", "runs")).ExitCode);

        var status = await command.Run("sweep", "status", "spec.json", "--parts", "runs");
        Assert.Equal((1, "part 2/3: 0 of 1 runs\n3 of 4 runs are done, 2 of 3 parts\n"), (status.ExitCode, status.Output));
        var early = await command.Run("sweep", "merge", "runs", "--spec", "spec.json", "--out", "merged.jsonl");
        Assert.Equal(2, early.ExitCode);
        Assert.Contains("1 of 4 runs are missing", early.ErrorLine, StringComparison.Ordinal);
        Assert.False(File.Exists(command.PathOf("merged.jsonl")));

        await command.Run("sweep", "spec.json", "--shard", "2/3", "--parts", "runs");
        var before = Directory.GetFiles(command.PathOf("runs")).ToDictionary(path => path, File.ReadAllBytes);
        foreach (var part in new[] { "1/3", "2/3", "3/3" }) Assert.Equal(0, (await command.Run("sweep", "spec.json", "--shard", part, "--parts", "runs")).ExitCode);
        Assert.Equal(before, Directory.GetFiles(command.PathOf("runs")).ToDictionary(path => path, File.ReadAllBytes));
        Assert.Equal(["part-0001-of-0003.jsonl", "part-0002-of-0003.jsonl", "part-0003-of-0003.jsonl"], before.Keys.Select(path => Path.GetFileName(path)).Order());

        status = await command.Run("sweep", "status", "spec.json", "--parts", "runs");
        Assert.Equal((0, "4 of 4 runs are done, 3 of 3 parts\n"), (status.ExitCode, status.Output));
        Assert.Equal(0, (await command.Run("sweep", "merge", "runs", "--spec", "spec.json", "--out", "merged.jsonl")).ExitCode);
        Assert.Equal(WithoutSeconds("whole.jsonl"), WithoutSeconds("merged.jsonl"));
    }

    [Fact]
    public async Task Reading_a_large_file_ends_when_it_is_told_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A test cannot send a signal to another process on Windows.");
        // A pipe that nobody closes: the file never ends.
        using var made = Process.Start("mkfifo", [command.PathOf("endless.csv")]);
        await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var process = command.Start("data", "verify", "endless.csv");
        using (var pipe = new FileStream(command.PathOf("endless.csv"), FileMode.Open, FileAccess.Write))
        {
            pipe.Write("x,y\n1,2\n"u8);
            pipe.Flush();
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            var outcome = await CommandLine.End(process);
            Assert.Equal((130, "neurallab: cancelled"), (outcome.ExitCode, outcome.ErrorLine));
        }
    }

    [Fact]
    public async Task A_finished_file_runs_nothing_again_and_a_random_search_repeats_itself()
    {
        command.Write("spec.json", """
            { "data": "easy", "seeds": 1, "trials": 3, "searchSeed": 4, "settings": { "epochs": 2, "learningRate": { "low": 0.001, "high": 0.1, "log": true }, "activation": ["ReLU", "Tanh"] } }
            """);
        await command.Run("sweep", "spec.json", "--out", "runs.jsonl");
        var before = File.ReadAllText(command.PathOf("runs.jsonl"));

        var outcome = await command.Run("sweep", "spec.json", "--out", "runs.jsonl");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(before, File.ReadAllText(command.PathOf("runs.jsonl")));
        Assert.Equal(3, SweepFile.Read(command.PathOf("runs.jsonl")).Select(record => record.Settings).Distinct().Count());
    }

    [Theory]
    [InlineData("{\n \"data\": easy", "line 2: this is no JSON")]
    [InlineData("[]", "the file must be an object { ... }, but is []")]
    [InlineData("""{ "data": "easy" }""", "the file needs 'settings'")]
    [InlineData("""{ "data": 3, "settings": {} }""", "data must be a name in quotes, but is 3")]
    [InlineData("""{ "data": "easy", "settings": { "learningRate": { "low": 0.1 } } }""", "the range of 'learningRate' needs 'high'")]
    [InlineData("""{ "data": "easy", "settings": { "width": 0 } }""", "width must be a whole number >= 1, but is 0.")]
    [InlineData("""{ "data": "easy", "settings": { "patience": -1 } }""", "patience must be a whole number >= 0, but is -1.")]
    [InlineData("""{ "data": "easy", "settings": { "validation": 0 } }""", "validation must be a finite number > 0, but is 0.")]
    [InlineData("""{ "data": "square-small", "settings": { "wrongLabels": 0.1 } }""", "wrongLabels needs classes")]
    [InlineData("""{ "data": "nothing", "settings": {} }""", "There is no course data set 'nothing'")]
    [InlineData("""{ "data": "easy", "settings": { "depth": 3 } }""", "settings cannot have 'depth'; it can have: activation, hidden")]
    [InlineData("""{ "data": "easy", "settings": { "width": "wide" } }""", "setting 'width' expects numbers, found \"wide\"")]
    [InlineData("""{ "data": "easy", "settings": { "learningRate": { "low": 0.1, "high": 1 } } }""", "'learningRate' has a range: a grid needs choices")]
    [InlineData("""{ "data": "easy", "settings": { "activation": { "low": 0.1, "high": 1 } } }""", "'activation' is a text and has no range")]
    [InlineData("""{ "data": "easy", "seeds": 0, "settings": {} }""", "seeds must be a whole number >= 1, but is 0")]
    [InlineData("""{ "data": "easy", "sedes": 3, "settings": {} }""", "the file cannot have 'sedes'; it can have: data, settings, seeds")]
    [InlineData("""{ "data": "easy", "settings": { "activation": "tan" } }""", "There is no Activation 'tan'; there are: ELU")]
    [InlineData("""{ "data": "easy", "settings": { "schedule": "zigzag" } }""", "expected cosine or constant")]
    [InlineData("""{ "data": "easy", "settings": { "epochs": 1.5 } }""", "'epochs' must be a whole number, but is 1.5")]
    [InlineData("""{ "data": "easy", "seeds": 10000, "trials": 100000, "settings": { "learningRate": { "low": 0.1, "high": 1 } } }""", "are more than 1,000,000 runs")]
    [InlineData("""{ "data": "easy", "settings": { "dropout": 1 } }""", "dropout must be a number in [0, 1), but is 1")]
    public async Task A_spec_that_cannot_be_gives_exit_code_2_and_one_line_that_says_why(string spec, string expected)
    {
        command.Write("spec.json", spec);
        var outcome = await command.Run("sweep", "spec.json");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("spec.json", outcome.ErrorLine, StringComparison.Ordinal);
        Assert.Contains(expected, outcome.ErrorLine, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", outcome.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupting_gives_exit_code_130_and_keeps_the_runs_that_are_done()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A test cannot send Ctrl+C to another process on Windows.");
        command.Write("spec.json", """{ "data": "square-small", "seeds": 1, "settings": { "epochs": [1, 1000000000] } }""");
        using var process = command.Start("sweep", "spec.json", "--threads", "1", "--out", "runs.jsonl");
        Assert.Contains("1 of 2 runs", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        var outcome = await CommandLine.End(process);

        Assert.Equal((130, "neurallab: cancelled"), (outcome.ExitCode, outcome.ErrorLine));
        Assert.Equal(1, Assert.Single(SweepFile.Read(command.PathOf("runs.jsonl"))).Settings.Whole("epochs"));
    }

    [Fact]
    public async Task The_help_of_a_subcommand_names_only_its_own_arguments_and_that_of_sweep_every_setting()
    {
        var merge = await command.Run("sweep", "merge", "--help");
        var sweep = await command.Run("sweep", "--help");

        Assert.DoesNotContain("<SPEC.json>", merge.Output, StringComparison.Ordinal);
        Assert.Contains("neurallab sweep merge <FILES>", merge.Output, StringComparison.Ordinal);
        Assert.Contains("<SPEC.json>", sweep.Output, StringComparison.Ordinal);
        Assert.All(MlpExperiment.Defaults.All, setting => Assert.Contains(setting.Key, sweep.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sweep missing.json", "missing.json is not there")]
    [InlineData("sweep spec.json --shard 3/2", "--shard: A part must be i/n")]
    [InlineData("sweep spec.json --shard 5/5", "Part 5/5 of 4 runs is empty: take fewer parts.")]
    [InlineData("sweep merge missing.jsonl", "missing.jsonl is not there")]
    [InlineData("sweep spec.json --out a --parts b", "--out and --parts exclude each other")]
    [InlineData("sweep status spec.json --parts missing", "missing is not there")]
    [InlineData("sweep merge notebooks", "there is no part of a sweep in notebooks")]
    public async Task Wrong_arguments_give_exit_code_2(string arguments, string expected)
    {
        command.Write("spec.json", Spec);
        var outcome = await command.Run(arguments.Split(' '));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(expected, outcome.ErrorLine, StringComparison.Ordinal);
    }

    string[] WithoutSeconds(string file) => [.. SweepFile.Read(command.PathOf(file)).Select(record => (record with { Seconds = 0 }).ToJson())];

    IEnumerable<string> Results(string file) => SweepFile.Read(command.PathOf(file))
        .Select(record => FormattableString.Invariant($"{record.Settings} {record.Seed} {record["test"]:R} {record["validation"]:R}")).Order();
}
