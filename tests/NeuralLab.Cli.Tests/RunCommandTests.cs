using System.Diagnostics;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli.Tests;

public sealed class RunCommandTests : IDisposable
{
    readonly CommandLine command = new();

    public void Dispose() => command.Dispose();

    [Fact]
    public async Task An_executed_copy_is_written_with_the_values_given_and_the_notebook_is_not_touched()
    {
        var source = command.Notebook("NN1-test.ipynb", "int seeds = 5;\ndouble rate = 0.1;", "seeds * rate");
        var before = File.ReadAllText(source);

        var outcome = await command.Run("run", "nn1", "--set", "seeds=20", "--set", "rate=0.5");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.Matches(@"NN1-test  succeeded in \d+\.\d s\n", outcome.Output);
        var copy = NotebookDocument.Load(command.PathOf("artifacts/notebooks/NN1-test.ipynb"));
        Assert.Contains($"Executed copy: {command.PathOf("artifacts/notebooks/NN1-test.ipynb")}", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(["parameters"], copy.Cells[0].Tags);
        Assert.Equal("// Parameters\nint seeds = 20;\ndouble rate = 0.5d;", copy.Cells[1].Source);
        Assert.Equal("10", Assert.IsType<ExecuteResult>(Assert.Single(copy.Cells[2].Outputs)).Text(MimeTypes.Text));
        Assert.Equal(before, File.ReadAllText(source));
    }

    [Fact]
    public async Task A_notebook_that_fails_gives_exit_code_1_and_one_line_that_says_where_and_the_others_are_whole()
    {
        command.Notebook("bad.ipynb", "1", "Console.WriteLine(\"so far\");", "var x = 0;\nvar y = 1 / x;");
        command.Notebook("loop.ipynb", "Console.WriteLine(\"so far\");", "while (true) { }");
        command.Notebook("good.ipynb", "42");

        var outcome = await command.Run("run", "bad", "loop", "good", "--cell-timeout", "6.5", "--jobs", "3", "--out", command.PathOf("out"));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(
            ["neurallab: bad: cell 3, line 2: System.DivideByZeroException: Attempted to divide by zero.", "neurallab: loop: cell 2: TimeLimit: the cell ran longer than its limit of 6.5 s; the notebook was ended"],
            outcome.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("good  succeeded", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("so far\n", Assert.IsType<StreamOutput>(NotebookDocument.Load(command.PathOf("out/loop.ipynb")).Cells[0].Outputs[0]).Text);
        Assert.IsType<ErrorOutput>(NotebookDocument.Load(command.PathOf("out/bad.ipynb")).Cells[2].Outputs[^1]);
        Assert.Equal("42", Assert.IsType<ExecuteResult>(NotebookDocument.Load(command.PathOf("out/good.ipynb")).Cells[0].Outputs[0]).Text(MimeTypes.Text));
    }

    [Fact]
    public async Task Where_it_keeps_going_the_cells_after_a_failed_one_run()
    {
        command.Notebook("NN1.ipynb", "1", "throw new InvalidOperationException(\"not yet\");", "6 * 7");

        var outcome = await command.Run("run", "NN1", "--keep-going");

        Assert.Equal((1, "neurallab: NN1: cell 2, line 1: System.InvalidOperationException: not yet"), (outcome.ExitCode, outcome.ErrorLine));
        var copy = NotebookDocument.Load(command.PathOf("artifacts/notebooks/NN1.ipynb"));
        Assert.Equal("42", Assert.IsType<ExecuteResult>(copy.Cells[2].Outputs[0]).Text(MimeTypes.Text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1, "--strict")]
    public async Task What_fails_in_an_optional_section_is_shown_and_counts_only_where_one_is_strict(int exitCode, params string[] strict)
    {
        var path = command.Notebook("NN1.ipynb", "1", "throw new InvalidOperationException(\"no chart\");", "6 * 7");
        var notebook = NotebookDocument.Load(path);
        notebook.Cells[1].Metadata["tags"] = new System.Text.Json.Nodes.JsonArray("plotly-net", "raises-exception");
        notebook.Save(path);

        var outcome = await command.Run(["run", "NN1", .. strict]);

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Equal("neurallab: NN1: optional section failed: cell 2, line 1: System.InvalidOperationException: no chart", outcome.ErrorLine);
        Assert.Matches(@"NN1  succeeded in \d+\.\d s, optional section failed\n", outcome.Output);
        var copy = NotebookDocument.Load(command.PathOf("artifacts/notebooks/NN1.ipynb"));
        Assert.Equal("42", Assert.IsType<ExecuteResult>(copy.Cells[2].Outputs[0]).Text(MimeTypes.Text));
    }

    [Theory]
    [InlineData("run NN7", "there is no notebook 'NN7'; near it: NN1-forward, NN1-forwards")]
    [InlineData("run NN1-forw", "more than one notebook begins with 'NN1-forw'; near it: NN1-forward, NN1-forwards")]
    [InlineData("run missing/file.ipynb", "there is no notebook 'missing/file.ipynb'")]
    [InlineData("run broken.ipynb", "expected a notebook in JSON")]
    [InlineData("run old.ipynb", "expected nbformat 4, found nbformat 3")]
    [InlineData("run NN1-forward --set sedes=3", "there is no parameter 'sedes'; known: seeds (int, default 5)")]
    [InlineData("run NN1-forward --set seeds=many", "parameter 'seeds' expects int, found 'many'")]
    [InlineData("run NN1-forward --set seeds", "--set expects NAME=VALUE, found 'seeds'")]
    [InlineData("run NN1-forward --set seeds=1 --set seeds=2", "--set gives 'seeds' twice")]
    [InlineData("run NN1-forward --jobs 0", "--jobs expects a whole number of 1 to 1000, found '0'")]
    [InlineData("run NN1-forward --timeout 1,5", "--timeout expects a number of seconds, with a decimal point if any, up to 7 days, found '1,5'")]
    [InlineData("run NN1-forward --out notebooks", "would be replaced by its executed copy")]
    [InlineData("run NN1-forward --fast", "there is no option '--fast'")]
    [InlineData("run", "Required argument missing for command: 'run'")]
    [InlineData("rnu", "'rnu'")]
    [InlineData("report --out NeuralLab.sln", "NeuralLab.sln")]
    public async Task Wrong_arguments_give_exit_code_2_and_one_line_that_says_what_to_do(string arguments, string expected)
    {
        command.Notebook("NN1-forward.ipynb", "int seeds = 5;");
        command.Notebook("NN1-forwards.ipynb", "1");
        command.Write("broken.ipynb", "{");
        command.Write("old.ipynb", """{"nbformat":3}""");

        var outcome = await command.Run(arguments.Split(' '));

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("neurallab: ", outcome.ErrorLine, StringComparison.Ordinal);
        Assert.Contains(expected, outcome.ErrorLine, StringComparison.Ordinal);
        Assert.DoesNotContain("Executed copy", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_the_project_the_one_that_the_program_stands_in_is_used()
    {
        File.Delete(command.PathOf("NeuralLab.sln"));
        var outcome = await command.Run("run", "no-such-lab");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("there is no notebook 'no-such-lab'", outcome.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupting_gives_exit_code_130_and_leaves_no_process()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A test cannot send Ctrl+C to another process on Windows.");
        var pidFile = command.PathOf("pid");
        command.Notebook("endless.ipynb", $"System.IO.File.WriteAllText(@\"{pidFile}.part\", Environment.ProcessId.ToString());\nSystem.IO.File.Move(@\"{pidFile}.part\", @\"{pidFile}\");\nwhile (true) {{ }}");
        using var process = command.Start("run", "endless");
        var notebook = await ProcessThatWrote(pidFile, process);

        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        var outcome = await CommandLine.End(process);

        Assert.Equal((130, "neurallab: cancelled"), (outcome.ExitCode, outcome.ErrorLine));
        await notebook.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.False(File.Exists(command.PathOf("artifacts/notebooks/endless.ipynb")));
    }

    [Fact]
    public async Task Killing_the_command_ends_its_notebooks()
    {
        var pidFile = command.PathOf("pid");
        command.Notebook("endless.ipynb", $"System.IO.File.WriteAllText(@\"{pidFile}.part\", Environment.ProcessId.ToString());\nSystem.IO.File.Move(@\"{pidFile}.part\", @\"{pidFile}\");\nwhile (true) {{ }}");
        using var process = command.Start("run", "endless");
        var notebook = await ProcessThatWrote(pidFile, process);

        process.Kill();

        await notebook.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(notebook.HasExited);
    }

    [Theory]
    [InlineData("--help", "neurallab run NN1 --set seeds=10")]
    [InlineData("run --help", "neurallab run NN1 NN2 --jobs 2")]
    [InlineData("report --help", "neurallab report --pdf")]
    [InlineData("data verify --help", "neurallab data verify")]
    public async Task Help_shows_examples_and_exit_codes(string arguments, string example)
    {
        var outcome = await command.Run(arguments.Split(' '));

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.Contains(example, outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Exit codes: 0 done; 1", outcome.Output, StringComparison.Ordinal);
    }

    static async Task<Process> ProcessThatWrote(string file, Process command)
    {
        var cancellation = TestContext.Current.CancellationToken;
        while (!File.Exists(file))
        {
            Assert.False(command.HasExited, "The command ended before its notebook had written.");
            await Task.Delay(20, cancellation);
        }
        return Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(file, cancellation), System.Globalization.CultureInfo.InvariantCulture));
    }
}
