using System.Text.Json.Nodes;
using NeuralLab.Labs;

namespace NeuralLab.Cli.Tests;

public sealed class TargetsCommandTests : IDisposable
{
    // A lab that records every target of the course: as good as ours, or with one that is not.
    const string Record = """
        foreach (var target in NeuralLab.Labs.CourseTarget.All.Where(t => t.Lab != left))
            NeuralLab.Labs.TargetResult.Record(
                target.Lab, target.Set, Enumerable.Range(firstSeed, targetSeeds).Select(_ => (target.HigherIsBetter ? 1 : -1) * (target.Set == worse ? -100 : 0.001) + target.Ours), 1.5).Display();
        """;

    readonly CommandLine command = new();

    public TargetsCommandTests() => command.Environment["NEURALLAB_DATA"] = DataFolder.Find();

    public void Dispose() => command.Dispose();

    void Lab(string worse = "", string left = "")
    {
        command.Notebook("NN1-test.ipynb", $"int targetSeeds = 2;\nint firstSeed = 1;\nstring worse = \"{worse}\";\nstring left = \"{left}\";", string.Join('\n', References().Select(path => $"#r \"{path}\"")), Record);
        command.Notebook("NN2-other.ipynb", "int seeds = 3;", "1");
        command.Notebook("report.ipynb", "int seeds = 3;", "throw new Exception(\"the report records nothing\");");
    }

    static IEnumerable<string> References() =>
        new[] { "MathNet.Numerics.dll", "NeuralLab.dll", "NeuralLab.Charts.dll", "NeuralLab.Labs.dll" }.Select(name => Path.Combine(AppContext.BaseDirectory, name));

    [Fact]
    public async Task Every_target_of_the_course_is_shown_and_written_with_the_seeds_asked_for()
    {
        Lab();

        var outcome = await command.Run("targets", "--seeds", "3", "--first-seed", "1001", "--json", command.PathOf("targets.json"));

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.Contains($"{CourseTarget.All.Count} of {CourseTarget.All.Count} targets reached", outcome.Output, StringComparison.Ordinal);
        var rows = JsonNode.Parse(File.ReadAllText(command.PathOf("targets.json")))!.AsArray();
        Assert.Equal(CourseTarget.All.Select(target => (target.Lab, target.Set)), rows.Select(row => ((string)row!["lab"]!, (string)row["set"]!)));
        foreach (var (target, row) in CourseTarget.All.Zip(rows))
        {
            Assert.Equal(["lab", "set", "measure", "mean", "sd", "seeds", "course", "ours", "reached", "seconds"], row!.AsObject().Select(pair => pair.Key));
            Assert.Equal((target.Measure, target.Course, target.Ours), ((string)row["measure"]!, (double?)row["course"], (double)row["ours"]!));
            Assert.Equal((3, true, 1.5), ((int)row["seeds"]!, (bool)row["reached"]!, (double)row["seconds"]!));
            Assert.Equal(target.Ours + (target.HigherIsBetter ? 0.001 : -0.001), (double)row["mean"]!, 1e-9);
            Assert.Contains(outcome.Output.Split('\n'), line => line.Contains(target.Set, StringComparison.Ordinal) && line.Contains("reached", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_target_that_is_missed_gives_exit_code_1()
    {
        Lab(worse: "easy");

        var outcome = await command.Run("targets", "--json", command.PathOf("targets.json"));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Matches(@"NN4\s+easy\s+macro F1\s+-99 ± 0\s+2.*missed", outcome.Output);
        var easy = JsonNode.Parse(File.ReadAllText(command.PathOf("targets.json")))!.AsArray().Single(row => (string)row!["set"]! == "easy")!;
        Assert.False((bool)easy["reached"]!);
        Assert.Equal(0.995 - 100, (double)easy["mean"]!, 1e-9);
    }

    [Fact]
    public async Task A_target_that_no_notebook_records_is_missed()
    {
        Lab(left: "NN6");

        var outcome = await command.Run("targets", "--json", command.PathOf("targets.json"));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("not recorded", outcome.Output, StringComparison.Ordinal);
        var rows = JsonNode.Parse(File.ReadAllText(command.PathOf("targets.json")))!.AsArray();
        Assert.All(rows.Where(row => (string)row!["lab"]! == "NN6"), row => Assert.Equal((null, 0, false), ((double?)row!["mean"], (int)row["seeds"]!, (bool)row["reached"]!)));
    }

    [Fact]
    public async Task A_notebook_that_fails_gives_exit_code_1_though_every_target_was_reached()
    {
        Lab();
        command.Notebook("NN3-bad.ipynb", "1", "throw new Exception(\"boom\");");

        var outcome = await command.Run("targets");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("NN3-bad", outcome.ErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("targets --seeds 0", "--seeds expects a whole number of 1 to 1000000, found '0'")]
    [InlineData("targets --seeds ten", "--seeds expects a whole number of 1 to 1000000, found 'ten'")]
    [InlineData("targets --first-seed -1", "--first-seed expects a whole number of 0 to 1000000, found '-1'")]
    [InlineData("targets --json notebooks", "notebooks is a folder")]
    public async Task Wrong_arguments_give_exit_code_2_before_anything_runs(string arguments, string expected)
    {
        Lab();
        var outcome = await command.Run(arguments.Split(' '));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(expected, outcome.ErrorLine, StringComparison.Ordinal);
        Assert.DoesNotContain("NN1", outcome.Output, StringComparison.Ordinal);
    }
}
