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

    [Fact]
    public async Task The_report_knows_what_the_labs_of_the_same_run_reached_and_later_what_they_left()
    {
        WriteLab();
        command.Notebook("report.ipynb", "string targetsFile = \"\";\nstring authors = \"\";", "Console.WriteLine(targetsFile.Length == 0 ? \"none\" : System.IO.File.ReadAllText(targetsFile));");

        var whole = await command.Run("report");
        Assert.Equal((0, ""), (whole.ExitCode, whole.Errors));
        Assert.Contains("&quot;mean&quot;: 0.125", File.ReadAllText(command.PathOf("artifacts/report/index.html")), StringComparison.Ordinal);
        Assert.Contains("\"mean\": 0.125", File.ReadAllText(command.PathOf("artifacts/report/targets.json")), StringComparison.Ordinal);

        var alone = await command.Run("report", "--only", "report", "--set", "authors=Ada <Lovelace>");
        Assert.Equal((0, ""), (alone.ExitCode, alone.Errors));
        Assert.Contains($"Targets: {command.PathOf("artifacts/report/targets.json")} of ", alone.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NN1", alone.Output, StringComparison.Ordinal);
        var page = File.ReadAllText(command.PathOf("artifacts/report/report.html"));
        Assert.Contains("&quot;mean&quot;: 0.125", page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"authors\">Ada &lt;Lovelace&gt;</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_alone_runs_the_labs_where_nothing_tells_what_they_reach()
    {
        WriteLab();
        command.Notebook("report.ipynb", "string targetsFile = \"\";", "Console.WriteLine(System.IO.File.ReadAllText(targetsFile));");

        var outcome = await command.Run("report", "--only", "report");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.Contains("the labs run first, for the report's table of targets", outcome.Output, StringComparison.Ordinal);
        var page = File.ReadAllText(command.PathOf("artifacts/report/report.html"));
        Assert.Contains("&quot;mean&quot;: 0.125", page, StringComparison.Ordinal);
        Assert.DoesNotContain("a lab", page, StringComparison.Ordinal);
        Assert.False(File.Exists(command.PathOf("artifacts/report/index.html")));
    }

    [Fact]
    public async Task A_value_that_no_notebook_takes_is_a_mistake_and_one_that_some_take_is_not()
    {
        command.Notebook("NN1-a.ipynb", "int seeds = 5;", "Console.WriteLine($\"{seeds} seeds\");");
        command.Notebook("NN2-b.ipynb", "1");

        var slip = await command.Run("report", "--set", "sedes=3");
        Assert.Equal((2, "neurallab: --set gives 'sedes', which none of these notebooks has; known: seeds"), (slip.ExitCode, slip.ErrorLine));

        var outcome = await command.Run("report", "--set", "seeds=3", "--out", command.PathOf("out"));
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.Contains("3 seeds", File.ReadAllText(command.PathOf("out/index.html")), StringComparison.Ordinal);
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

    /// <summary>A lab that records one of the course's targets, as the labs do: by a value with a representation of that type.</summary>
    void WriteLab()
    {
        var target = Labs.CourseTarget.All[0];
        var record = $$"""{ \"lab\": \"{{target.Lab}}\", \"set\": \"{{target.Set}}\", \"mean\": 0.125, \"sd\": 0, \"seeds\": 3, \"reached\": true, \"seconds\": 1 }""";
        command.Notebook(
            "NN1-a.ipynb",
            "Console.WriteLine(\"a \" + \"lab\");",
            $$"""
            class TypeFormatterSourceAttribute : Attribute { public TypeFormatterSourceAttribute(Type source) { } }
            class Formatter
            {
                public string MimeType => "{{Labs.TargetResult.MimeType}}";
                public bool Format(object value, System.IO.TextWriter writer) { writer.Write("{{record}}"); return true; }
            }
            class Formatters { public IEnumerable<object> CreateTypeFormatters() => new object[] { new Formatter() }; }
            [TypeFormatterSource(typeof(Formatters))]
            class Result { }
            new Result()
            """);
    }
}
