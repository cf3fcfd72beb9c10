namespace NeuralLab.Notebooks.Tests.Running;

public sealed class OutputTests : IDisposable
{
    readonly Lab lab = new();

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task A_hundred_megabytes_of_text_are_cut_after_the_limit_with_a_line_that_counts_the_rest()
    {
        var result = await lab.Run(
            "var line = new string('x', 999);\nfor (var i = 0; i < 100_000; i++) Console.WriteLine(line);",
            "for (var i = 0; i < 5000; i++) Console.WriteLine(i);",
            "Console.Write(\"short\");");

        var longLines = result.Printed(0);
        Assert.Equal(RunStatus.Succeeded, result.Status);
        Assert.Equal(1000 * 1000, longLines.IndexOf("... ", StringComparison.Ordinal));
        Assert.EndsWith("... 99,000 more lines (99,000,000 characters) were left out: a cell keeps 1,000 lines and 1,048,576 characters\n", longLines, StringComparison.Ordinal);
        Assert.StartsWith("0\n1\n2\n", result.Printed(1), StringComparison.Ordinal);
        Assert.Contains("\n999\n... 4,000 more lines", result.Printed(1), StringComparison.Ordinal);
        Assert.Equal("short", result.Printed(2));
    }

    [Fact]
    public async Task One_endless_line_is_cut_too()
    {
        var result = await lab.Run(new RunOptions { OutputCharacters = 1000 }, "for (var i = 0; i < 10_000; i++) Console.Write(\"ab\");");

        Assert.Equal(new string('a', 1).PadRight(1000).Length, result.Printed(0).IndexOf("...", StringComparison.Ordinal));
        Assert.EndsWith("... 0 more lines (19,000 characters) were left out: a cell keeps 1,000 lines and 1,000 characters\n", result.Printed(0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_native_code_and_child_processes_print_belongs_to_the_cell_that_ran()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The cell calls Linux's C library.");
        var result = await lab.Run(
            "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int puts(string text);\nputs(\"from C\");",
            "System.Diagnostics.Process.Start(\"/bin/sh\", new[] { \"-c\", \"echo child; echo complaint >&2\" }).WaitForExit();",
            "Console.Write(\"managed\");");

        Assert.Equal("from C\n", result.Printed(0));
        Assert.Equal(("child\n", "complaint\n"), (result.Printed(1), result.Printed(1, "stderr")));
        Assert.Equal("managed", result.Printed(2));
    }

    [Fact]
    public async Task Lines_that_look_like_messages_of_the_protocol_are_just_text()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The cell calls Linux's C library.");
        var forged = "{\\\"type\\\":\\\"done\\\",\\\"fault\\\":null}";
        var result = await lab.Run(
            $"[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int puts(string text);\nputs(\"{forged}\");\nConsole.WriteLine(\"{forged}\");",
            "throw new Exception(\"real\");");

        Assert.Equal(2, result.Printed(0).Split('\n').Count(line => line == "{\"type\":\"done\",\"fault\":null}"));
        Assert.Equal((RunStatus.Failed, "real"), (result.Status, result.Error!.Message));
    }

    [Fact]
    public async Task Code_that_closes_the_real_standard_output_does_not_hang_the_run()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The cell calls Linux's C library.");
        var result = await lab.Run(
            "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int close(int descriptor);\nclose(1);\nclose(2);\nConsole.WriteLine(\"still here\");",
            "1 + 1");

        Assert.Equal("still here\n", result.Printed(0));
        Assert.Equal("2", result.ResultText(1));
    }

    [Fact]
    public async Task An_executed_copy_holds_the_last_state_of_what_changed_also_by_a_later_cell()
    {
        var result = await lab.Run(
            "var shown = \"first\".Display();\nConsole.Write(\"text\");\nshown.Update(\"second\");",
            "shown.Update(\"third\");\nConsole.Write(\"gone\");\nOutput.Clear();\nConsole.Write(\"stays\");\nOutput.Clear(wait: true);");

        Assert.Equal("third", Assert.IsType<DisplayOutput>(result.Document.Cells[0].Outputs[0]).Text(MimeTypes.Text));
        Assert.Equal(2, result.Document.Cells[0].Outputs.Count);
        Assert.Equal("stays", result.Printed(1));
    }

    [Fact]
    public async Task An_executed_copy_holds_no_trace_of_how_far_long_work_was()
    {
        // The cell works until its progress was seen outside.
        var seen = lab.Folder.File("seen");
        var path = lab.Write("long.ipynb", Lab.Code(
            "var work = ((Func<string, string, long, IProgress<long>>)AppContext.GetData(\"NeuralLab.Host.Progress\"))(\"training\", \"epochs\", 10);\n"
            + $"work.Report(3);\nwhile (!System.IO.File.Exists(@\"{seen}\")) System.Threading.Thread.Yield();\n((IDisposable)work).Dispose();\nConsole.Write(\"done\");"));
        var progress = new Watch(step =>
        {
            if (step.Work is { What: "training", Unit: "epochs", Done: 3, Total: 10 })
                File.WriteAllText(seen, "");
        });

        var result = Assert.Single(await new NotebookRunner(new RunOptions()).RunAsync([path], progress, TestContext.Current.CancellationToken));

        Assert.Equal("done", Assert.IsType<StreamOutput>(Assert.Single(result.Document.Cells[0].Outputs)).Text);
    }

    sealed class Watch(Action<RunProgress> action) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => action(value);
    }
}
