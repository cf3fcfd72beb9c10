using System.Diagnostics;

namespace NeuralLab.Notebooks.Tests.Running;

/// <summary>Whatever a notebook writes, into its file, into its cells or into the pipe to its parent, it costs no other notebook anything.</summary>
public sealed class HostileNotebookTests : IDisposable
{
    static readonly RunOptions Options = new() { Jobs = 2, CellTimeLimit = TimeSpan.FromSeconds(30) };

    readonly Lab lab = new();

    public void Dispose() => lab.Dispose();

    static string Forge(string message) =>
        "var pipe = Environment.GetCommandLineArgs()[^1];\nusing (var stream = new System.IO.FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle((nint)int.Parse(pipe), false), System.IO.FileAccess.Write))\n"
        + $"    stream.Write(Encoding.UTF8.GetBytes({message} + \"\\n\"));\nSystem.Threading.Thread.Sleep(-1);";

    /// <summary>What no cell can send.</summary>
    static readonly string[] Forgeries =
    [
        "\"{}\"",
        "\"null\"",
        "\"{\\\"type\\\":\\\"done\\\",\\\"fault\\\":{}}\"",
        "\"{\\\"type\\\":\\\"value\\\",\\\"role\\\":0,\\\"displayId\\\":null,\\\"data\\\":{\\\"a\\\":1,\\\"a\\\":2}}\"",
        "\"{\\\"type\\\":\\\"value\\\",\\\"role\\\":0,\\\"displayId\\\":null,\\\"data\\\":{\\\"text/plain\\\":\\\"\\\\ud800\\\"}}\"",
        "\"{\\\"type\\\":\\\"value\\\",\\\"role\\\":0,\\\"displayId\\\":null,\\\"data\\\":{\\\"a\\\":[\" + string.Join(',', new int[5_000_000]) + \"]}}\"",
        "\"{\\\"type\\\":\\\"value\\\",\\\"role\\\":0,\\\"displayId\\\":null,\\\"data\\\":{\\\"a\\\":\" + new string('[', 100) + new string(']', 100) + \"}}\"",
        "\"{\\\"type\\\":\\\"needs\\\",\\\"packages\\\":[{\\\"name\\\":\\\"A$(B)\\\",\\\"version\\\":\\\"1\\\"}],\\\"sources\\\":[]}\"",
        "\"{\\\"type\\\":\\\"needs\\\",\\\"packages\\\":[null],\\\"sources\\\":[]}\"",
        "\"{\\\"type\\\":\\\"run\\\",\\\"number\\\":1,\\\"source\\\":\\\"\\\",\\\"endMark\\\":\\\"\\\"}\"",
        "new string('x', 200 << 20)",
    ];

    [Fact]
    public async Task What_a_notebook_forges_costs_its_own_process_only()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The cell finds the pipe by its Linux descriptor.");
        string[] paths = [.. Forgeries.Select((forgery, index) => lab.Write($"forged{index}.ipynb", Lab.Code(Forge(forgery)))), Good()];

        var results = await Run(paths, Options);

        Assert.All(results.SkipLast(1), result => Assert.Equal((RunStatus.Crashed, "ProcessKilled"), (result.Status, result.Error!.Name)));
        AssertGood(results[^1]);
    }

    /// <summary>What a child may send, though not all of it is what the cell did: the notebook tells lies about itself, in bounds.</summary>
    [Fact]
    public async Task A_forged_end_of_a_cell_is_its_notebooks_own_lie_within_bounds()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The cell finds the pipe by its Linux descriptor.");
        const string Lie = "\"{\\\"type\\\":\\\"done\\\",\\\"fault\\\":{\\\"name\\\":\\\"\" + new string('n', 5000) + \"\\\",\\\"message\\\":\\\"\" + new string('m', 500_000) + \"\\\",\\\"line\\\":-1,\\\"traceback\\\":[null,\\\"b\\\"]}}\"";
        string[] paths = [lab.Write("lie.ipynb", Lab.Code(Forge(Lie))), Good()];

        var results = await Run(paths, Options);

        Assert.Equal(RunStatus.Failed, results[0].Status);
        Assert.True(results[0].Error!.Name.Length < 1000 && results[0].Error!.Message.Length < 70_000);
        Assert.Equal(["", "b"], results[0].Error(0).Traceback);
        Assert.Contains("lie.ipynb", HtmlReport.Render(results), StringComparison.Ordinal);
        AssertGood(results[1]);
    }

    [Fact]
    public async Task What_a_cell_imports_or_asks_for_has_an_end()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes and devices are Linux's.");
        await Command("mkfifo", lab.Folder.File("pipe.csx"));
        for (var file = 0; file < 9; file++)
            lab.Folder.WriteText($"many{file}.csx", string.Concat(Enumerable.Repeat($"#!import many{file + 1}.csx\n", 30)));
        lab.Folder.WriteText("many9.csx", "1");
        string[] paths =
        [
            lab.Write("pipe.ipynb", Lab.Code("#!import pipe.csx")),
            lab.Write("zero.ipynb", Lab.Code("#!import /dev/zero")),
            lab.Write("folder.ipynb", Lab.Code("#!import .")),
            lab.Write("many.ipynb", Lab.Code("#!import many0.csx")),
            lab.Write("quadratic.ipynb", Lab.Code($"#r \"nuget: a,{new string(' ', 100_000)}!\"")),
            Good(),
        ];

        var results = await Run(paths, Options);

        Assert.All(results.SkipLast(1), result => Assert.Equal((RunStatus.Failed, "DirectiveError"), (result.Status, result.Error!.Name)));
        Assert.Equal(
            ["is a pipe or a device", "is too large: expected at most 8 MiB", "was not found", "a cell imports at most 1,000 files", "expected #r \"nuget: NAME, VERSION\""],
            results.SkipLast(1).Select((result, index) => Expected(index, result.Error!.Message)));
        AssertGood(results[^1]);

        static string Expected(int index, string message)
        {
            string[] all = ["is a pipe or a device", "is too large: expected at most 8 MiB", "was not found", "a cell imports at most 1,000 files", "expected #r \"nuget: NAME, VERSION\""];
            return message.Contains(all[index], StringComparison.Ordinal) ? all[index] : message[..Math.Min(300, message.Length)];
        }
    }

    [Fact]
    public async Task Files_that_are_no_notebooks_are_results_and_the_others_run()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes and devices are Linux's.");
        await Command("mkfifo", lab.Folder.File("pipe.ipynb"));
        string[] paths =
        [
            lab.Folder.File("pipe.ipynb"),
            "/dev/zero",
            lab.Folder.Path,
            lab.Folder.File("missing.ipynb"),
            lab.Folder.WriteText("broken.ipynb", "{"),
            lab.Folder.WriteText("values.ipynb", $"{{\"nbformat\":4,\"cells\":[],\"metadata\":{{\"a\":[{string.Join(',', new int[4_100_000])}]}}}}"),
            Good(),
        ];

        var results = await Run(paths, Options);

        Assert.Equal(paths, results.Select(result => result.Path));
        Assert.All(results.SkipLast(1), result => Assert.Equal((RunStatus.Unreadable, "NotebookFormat", 0), (result.Status, result.Error!.Name, result.Document.Cells.Count)));
        Assert.Contains("is a pipe or a device", results[0].ErrorSummary, StringComparison.Ordinal);
        Assert.Contains("is a folder", results[2].ErrorSummary, StringComparison.Ordinal);
        Assert.Contains("could not be read", HtmlReport.Render(results), StringComparison.Ordinal);
        AssertGood(results[^1]);
    }

    [Fact]
    public async Task A_parameters_cell_that_the_compiler_chokes_on_is_its_notebooks_affair()
    {
        string[] paths =
        [
            lab.Write("parentheses.ipynb", Lab.Code($"int x = {new string('(', 20_000)}1{new string(')', 20_000)};", "parameters")),
            lab.Write("members.ipynb", Lab.Code($"int x = a{string.Concat(Enumerable.Repeat(".b", 45_000))};", "parameters")),
            lab.Write("brackets.ipynb", Lab.Code($"int x = {new string('[', 2700)};", "parameters")),
            lab.Write("long.ipynb", Lab.Code($"int x = 1; // {new string('x', 200_000)}", "parameters")),
            lab.Write("good.ipynb", Lab.Code("int x = 1;", "parameters"), Lab.Code("x")),
        ];

        var results = await Run(paths, Options with { Parameters = new Dictionary<string, string> { ["x"] = "5" } });

        // Some are within the compiler's powers, which is no fault of theirs.
        Assert.All(results.SkipLast(1), result => Assert.NotEqual(RunStatus.Succeeded, result.Status));
        Assert.Equal(RunStatus.Unreadable, results[0].Status);
        Assert.Contains("the cell tagged 'parameters' cannot be read", results[3].ErrorSummary, StringComparison.Ordinal);
        Assert.Equal("5", results[^1].ResultText(2));
    }

    [Fact]
    public async Task A_notebook_that_shows_more_than_anybody_reads_is_cut_and_the_rest_is_counted()
    {
        string[] cells = [.. Enumerable.Repeat("for (var i = 0; i < 3; i++) new string('x', 12 << 20).Display();", 8), "new string('y', 17 << 20)", "for (var i = 0; i < 100_000; i++) 1.Display();", "\"end\""];

        var result = await lab.Run(Options, cells);

        Assert.Equal(RunStatus.Succeeded, result.Status);
        var shown = result.Document.Cells.SelectMany(cell => cell.Outputs).OfType<DisplayOutput>().ToArray();
        Assert.InRange(shown.Sum(output => (long)output.Text(MimeTypes.Text)!.Length), 50 << 20, 64 << 20);
        Assert.Contains("1 more values were left out: a cell keeps 33,554,432 characters of values, a notebook 67,108,864 of all", result.Printed(0), StringComparison.Ordinal);
        Assert.InRange(result.Document.Cells[9].Outputs.Count, 1, 70_000);
        Assert.InRange(HtmlReport.Render([result]).Length, 1000, 60 << 20);
    }

    [Fact]
    public async Task A_clean_environment_holds_no_secret_and_what_programs_need()
    {
        Environment.SetEnvironmentVariable("SOME_TOKEN_OF_THE_TEST", "secret");
        Environment.SetEnvironmentVariable("https_proxy_of_the_test", "secret");
        var result = await lab.Run("string.Join(' ', Environment.GetEnvironmentVariables().Keys.Cast<string>().Order())", "Environment.GetEnvironmentVariable(\"PATH\")");

        var names = result.ResultText(0)!.Split(' ');
        Assert.DoesNotContain("SOME_TOKEN_OF_THE_TEST", names);
        Assert.DoesNotContain("https_proxy_of_the_test", names);
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), result.ResultText(1));

        using var own = new CellSession(lab.Folder.Path);
        var receiver = new Sessions.RecordingReceiver();
        own.Run("Console.Write(Environment.GetEnvironmentVariable(\"SOME_TOKEN_OF_THE_TEST\"));", 1, receiver);
        Assert.Equal("secret", receiver.Printed());
    }

    string Good() => lab.Write("good.ipynb", Lab.Code("var x = 20;"), Lab.Code("x + 1"));

    static void AssertGood(NotebookRunResult result)
    {
        Assert.Equal((RunStatus.Succeeded, null), (result.Status, result.ErrorSummary));
        Assert.Equal("21", result.ResultText(1));
    }

    static Task<IReadOnlyList<NotebookRunResult>> Run(string[] paths, RunOptions options) =>
        new NotebookRunner(options).RunAsync(paths, cancellation: TestContext.Current.CancellationToken);

    static async Task Command(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
