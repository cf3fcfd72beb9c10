namespace NeuralLab.Cli.Tests;

public sealed class ReportCommandTests : IDisposable
{
    readonly CommandLine command = new();

    public void Dispose() => command.Dispose();

    [Fact]
    public async Task The_report_says_where_it_is_and_how_long_each_notebook_took()
    {
        command.Notebook("NN1-a.ipynb", "Console.WriteLine(\"first lab\");");
        command.Notebook("report.ipynb", "Console.WriteLine(\"the end\");");
        command.Notebook("draft.ipynb", "Environment.Exit(1);");

        var outcome = await command.Run("report");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.Matches(@"\[1/2\] NN1-a: succeeded in \d+\.\d s\n", outcome.Output);
        Assert.Matches(@"report +succeeded in \d+\.\d s\n", outcome.Output);
        Assert.DoesNotContain("draft", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith($"Report: {command.PathOf("artifacts/report/index.html")}\n", outcome.Output, StringComparison.Ordinal);
        var page = File.ReadAllText(command.PathOf("artifacts/report/index.html"));
        Assert.True(page.IndexOf("first lab", StringComparison.Ordinal) < page.IndexOf("the end", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("int zero = 0;\nint x = 1 / zero;", "System.DivideByZeroException")]
    [InlineData("while (true) { }", "TimeLimit")]
    [InlineData("int Down(int n) => Down(n + 1) + 1;\nDown(0);", "StackOverflow")]
    [InlineData("Environment.Exit(0);", "ProcessExited")]
    public async Task What_stops_a_notebook_is_shown_in_the_report_and_gives_exit_code_1_and_the_other_notebook_is_whole(string code, string name)
    {
        command.Notebook("NN1-bad.ipynb", "Console.WriteLine(\"before it\");", code);
        command.Notebook("NN2-good.ipynb", "Console.WriteLine(\"whole\" + \" notebook\");");

        var outcome = await command.Run("report", "--cell-timeout", "8");

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("neurallab: NN1-bad: cell 2", outcome.ErrorLine, StringComparison.Ordinal);
        Assert.Contains(name, outcome.ErrorLine, StringComparison.Ordinal);
        var page = File.ReadAllText(command.PathOf("artifacts/report/index.html"));
        Assert.Contains("before it", page, StringComparison.Ordinal);
        Assert.Contains(name, page, StringComparison.Ordinal);
        Assert.Contains("whole notebook", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_labs_there_is_nothing_to_report()
    {
        var outcome = await command.Run("report");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("no labs (NN*.ipynb) were found in " + command.PathOf("notebooks"), outcome.ErrorLine, StringComparison.Ordinal);
    }
}
