using System.Diagnostics;
using System.IO.Pipes;
using NeuralLab.Notebooks.Execution;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks.Tests.Running;

/// <summary>Whatever a notebook does to its process, the run ends with a typed result, keeps what came before, and other notebooks do not notice.</summary>
public sealed class CrashTests : IDisposable
{
    readonly Lab lab = new();

    public void Dispose() => lab.Dispose();

    /// <summary>Runs a notebook whose second cell does the damage.</summary>
    async Task<NotebookRunResult> Damage(string code, RunOptions? options = null)
    {
        var result = await lab.Run(options ?? new RunOptions(), "Console.WriteLine(\"kept\");\n7.Display();", "Console.WriteLine(\"last words\");\n" + code, "1");

        Assert.Equal("kept\n", result.Printed(0));
        Assert.Equal("7", Assert.IsType<DisplayOutput>(result.Document.Cells[0].Outputs[1]).Text(MimeTypes.Text));
        Assert.StartsWith("last words\n", result.Printed(1), StringComparison.Ordinal);
        Assert.Equal(1, result.Error!.CellIndex);
        Assert.Equal(result.Error.Message, result.Error(1).Message);
        Assert.Equal([2], result.NotRun);
        return result;
    }

    [Fact]
    public async Task Other_notebooks_of_the_run_are_whole()
    {
        string[] paths =
        [
            lab.Write("exit.ipynb", Lab.Code("Environment.Exit(0);")),
            lab.Write("loop.ipynb", Lab.Code("while (true) { }")),
            lab.Write("good.ipynb", Lab.Code("var x = 20;"), Lab.Code("Console.WriteLine(x + 1);"), Lab.Code("x + 2")),
        ];

        var results = await new NotebookRunner(new RunOptions { Jobs = 2, CellTimeLimit = TimeSpan.FromSeconds(8) }).RunAsync(paths, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal([RunStatus.Crashed, RunStatus.TimedOut, RunStatus.Succeeded], results.Select(result => result.Status));
        Assert.Equal(paths, results.Select(result => result.Path));
        Assert.Equal("21\n", results[2].Printed(1));
        Assert.Equal("22", results[2].ResultText(2));
    }

    [Fact]
    public async Task An_endless_loop_ends_at_the_cells_time_limit()
    {
        var result = await Damage("while (true) { }", new RunOptions { CellTimeLimit = TimeSpan.FromSeconds(8) });

        Assert.Equal((RunStatus.TimedOut, "TimeLimit"), (result.Status, result.Error!.Name));
        Assert.Equal("the cell ran longer than its limit of 8 s; the notebook was ended", result.Error.Message);
    }

    [Fact]
    public async Task A_notebook_that_takes_too_long_ends_at_its_time_limit()
    {
        var result = await Damage("System.Threading.Thread.Sleep(-1);", new RunOptions { NotebookTimeLimit = TimeSpan.FromSeconds(30) });

        Assert.Equal((RunStatus.TimedOut, "TimeLimit"), (result.Status, result.Error!.Name));
        Assert.StartsWith("the notebook ran longer than its limit of 30 s", result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_overflow_is_named_and_shows_the_calls()
    {
        var result = await Damage("int Down(int n) => Down(n + 1) + 1;\nDown(0);");

        Assert.Equal((RunStatus.Crashed, "StackOverflow"), (result.Status, result.Error!.Name));
        Assert.Contains(result.Error(1).Traceback, line => line.Contains("Down(Int32)", StringComparison.Ordinal));
        Assert.InRange(result.Error(1).Traceback.Count, 3, 25);
        Assert.Equal("", result.Printed(1, "stderr"));
    }

    [Theory]
    [InlineData("Environment.Exit(0);", "ProcessExited", "exit code 0")]
    [InlineData("Environment.Exit(3);", "ProcessExited", "exit code 3")]
    [InlineData("Environment.FailFast(\"broken on purpose\");", "FailFast", "broken on purpose")]
    [InlineData("var t = new System.Threading.Thread(() => throw new Exception(\"in a thread\"));\nt.Start();\nt.Join();\nSystem.Threading.Thread.Sleep(-1);", "UnhandledException", "in a thread")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Kill();\nSystem.Threading.Thread.Sleep(-1);", "ProcessKilled", "signal 9")]
    public async Task A_process_that_ends_says_how(string code, string name, string expected)
    {
        var result = await Damage(code, new RunOptions { ContinueAfterFailure = true });

        Assert.Equal((RunStatus.Crashed, name), (result.Status, result.Error!.Name));
        Assert.Contains(expected, result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allocating_without_end_is_an_exception_in_the_cell()
    {
        var result = await Damage("var all = new List<byte[]>();\nwhile (true) all.Add(new byte[1 << 24]);", new RunOptions { MemoryLimit = 512L << 20 });

        Assert.Equal((RunStatus.Failed, "System.OutOfMemoryException"), (result.Status, result.Error!.Name));
        Assert.Equal(3, result.Error.Line);
    }

    [Fact]
    public async Task Memory_taken_past_the_runtime_ends_the_notebook()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory outside the runtime's heap is watched everywhere, but this test fills it with Linux's malloc.");
        var result = await Damage(
            "unsafe { while (true) { var p = (byte*)System.Runtime.InteropServices.NativeMemory.Alloc(1 << 24); for (var i = 0; i < 1 << 24; i += 4096) p[i] = 1; } }",
            new RunOptions { MemoryLimit = 512L << 20 });

        Assert.Equal((RunStatus.Crashed, "MemoryLimit"), (result.Status, result.Error!.Name));
    }

    [Fact]
    public async Task Starting_processes_without_end_ends_the_notebook_and_all_of_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are counted on Linux only.");
        var marker = lab.Folder.File("sleeper");
        File.Copy("/bin/sleep", marker);
        var result = await Damage(
            $"for (var i = 0; i < 60; i++)\n    System.Diagnostics.Process.Start(\"/bin/sh\", new[] {{ \"-c\", \"{marker} 1000 & {marker} 1000\" }});\nSystem.Threading.Thread.Sleep(-1);",
            new RunOptions { ProcessLimit = 40 });

        Assert.Equal((RunStatus.Crashed, "ProcessLimit"), (result.Status, result.Error!.Name));
        Assert.Empty(Running(marker));
    }

    [Fact]
    public async Task What_a_notebook_left_running_is_ended_with_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Orphans are found by their environment, which only Linux shows.");
        var marker = lab.Folder.File("sleeper");
        File.Copy("/bin/sleep", marker);

        var result = await lab.Run($"System.Diagnostics.Process.Start(\"/bin/sh\", new[] {{ \"-c\", \"{marker} 1000 & exit\" }}).WaitForExit();");

        Assert.Equal(RunStatus.Succeeded, result.Status);
        Assert.Empty(Running(marker));
    }

    [Fact]
    public async Task Cancelling_ends_running_notebooks_at_once_and_keeps_their_outputs()
    {
        using var cancellation = new CancellationTokenSource();
        var endless = lab.Write("endless.ipynb", Lab.Code("Console.WriteLine(\"first\");"), Lab.Code("while (true) { }"));
        var waiting = lab.Write("waiting.ipynb", Lab.Code("1"));
        var progress = new Reaction(step =>
        {
            if (step.Cell == 2)
                cancellation.Cancel();
        });

        var results = await new NotebookRunner(new RunOptions { Jobs = 1 }).RunAsync([endless, waiting], progress, cancellation.Token);

        Assert.All(results, result => Assert.Equal((RunStatus.Cancelled, "Cancelled"), (result.Status, result.Error!.Name)));
        Assert.Equal("first\n", results[0].Printed(0));
        Assert.Equal(1, results[0].Error!.CellIndex);
    }

    [Fact]
    public async Task The_process_ends_itself_when_its_parent_is_gone()
    {
        using var toChild = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        using var fromChild = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        using var process = Process.Start(new ProcessStartInfo(DotnetHost.Path,
            [typeof(NotebookRunner).Assembly.Location, CellProcess.Command, toChild.GetClientHandleAsString(), fromChild.GetClientHandleAsString()]))!;
        toChild.DisposeLocalCopyOfClientHandle();
        fromChild.DisposeLocalCopyOfClientHandle();
        var messages = new MessageStream(fromChild, toChild);
        messages.Send(new RunCell(1, "Console.Write(\"busy\"); while (true) { }", "end"));
        Assert.Equal(new Ready(), messages.Receive());
        Assert.Equal(new CellText("stdout", "busy"), messages.Receive());

        toChild.Dispose();

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(137, process.ExitCode);
    }

    static IEnumerable<string> Running(string program) =>
        Process.GetProcesses().Select(process =>
        {
            try
            {
                return File.ReadAllText($"/proc/{process.Id}/cmdline");
            }
            catch (IOException)
            {
                return "";
            }
        }).Where(command => command.Contains(program, StringComparison.Ordinal));

    sealed class Reaction(Action<RunProgress> action) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => action(value);
    }
}
