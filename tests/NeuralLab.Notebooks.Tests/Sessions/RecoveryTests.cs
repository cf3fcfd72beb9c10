using System.Diagnostics;
using System.Text.RegularExpressions;

namespace NeuralLab.Notebooks.Tests.Sessions;

/// <summary>Whatever a cell does to its process, the session says what happened and goes on with a new one.</summary>
public sealed partial class RecoveryTests : IDisposable
{
    readonly SharedSession session = new();

    public void Dispose() => session.Dispose();

    [Theory]
    [InlineData("Environment.Exit(3);", "ProcessExited", "exit code 3")]
    [InlineData("int Down(int n) => Down(n + 1) + 1;\nDown(0);", "StackOverflow", "ran out of stack")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Kill();\nSystem.Threading.Thread.Sleep(-1);", "ProcessKilled", "signal 9")]
    public void The_next_cell_runs_in_a_new_process(string damage, string name, string message)
    {
        var receiver = new RecordingReceiver();
        var result = session.Run("Console.Write(\"last words\");\n" + damage, receiver);

        Assert.Equal((RunStatus.Crashed, name, true), (result.Status, result.Fault!.Name, result.IsStateLost));
        Assert.Contains(message, result.Fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("run the cells again from the top.", result.Fault.Message, StringComparison.Ordinal);
        Assert.Equal("last words", receiver.Printed());
        Assert.Equal(["result: 2"], session.Run("1 + 1").Events);
    }

    [Fact]
    public void A_process_that_is_killed_between_two_cells_is_told_of_before_the_next()
    {
        var id = int.Parse(session.Run("Environment.ProcessId").Events[0]["result: ".Length..], System.Globalization.CultureInfo.InvariantCulture);
        using (var process = Process.GetProcessById(id))
        {
            process.Kill();
            process.WaitForExit();
        }
        var next = session.Run("Console.Write(1);");

        Assert.StartsWith("Since the last cell, the notebook's process was ended by signal 9. The variables of all cells are lost", next.Printed("stderr"), StringComparison.Ordinal);
        Assert.Equal("1", next.Printed());
        Assert.Equal("", session.Run("1").Printed("stderr"));
    }

    [Fact]
    public void A_cell_that_writes_into_the_pipe_to_its_parent_ends_its_own_process_only()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The cell finds the pipe by its Linux descriptor.");
        foreach (var forged in new[] { "{}", "null", "[]", "{\\\"type\\\":\\\"value\\\",\\\"role\\\":0,\\\"displayId\\\":null,\\\"data\\\":{\\\"a\\\":1,\\\"a\\\":2}}", "{\\\"type\\\":\\\"text\\\"}", "{\\\"type\\\":\\\"ready\\\",\\\"x\\\":" })
        {
            var result = session.Run(
                $"var pipe = Environment.GetCommandLineArgs()[^1];\nusing (var stream = new System.IO.FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle((nint)int.Parse(pipe), false), System.IO.FileAccess.Write)) stream.Write(Encoding.UTF8.GetBytes(\"{forged}\\n\"));\nSystem.Threading.Thread.Sleep(-1);",
                new RecordingReceiver());
            Assert.Equal((RunStatus.Crashed, true), (result.Status, result.IsStateLost));
        }
        Assert.Equal(["result: 2"], session.Run("1 + 1").Events);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_session_that_is_disposed_of_in_the_middle_of_a_cell()
    {
        using var begun = new ManualResetEventSlim();
        var process = 0;
        var receiver = new RecordingReceiver
        {
            Happened = text =>
            {
                process = int.Parse(Number().Match(text).Value, System.Globalization.CultureInfo.InvariantCulture);
                begun.Set();
            },
        };
        var own = new SharedSession();
        var running = Task.Factory.StartNew(() => own.Run("Console.Write(Environment.ProcessId);\nwhile (true) { }", receiver), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        begun.Wait(TestContext.Current.CancellationToken);
        own.Dispose();

        Assert.ThrowsAny<ArgumentException>(() => Process.GetProcessById(process));
        // Its end is all that counts here: however the cell that was cut off is reported.
        await Task.WhenAny(running).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_end_is_noticed_where_another_process_holds_the_pipe_open()
    {
        using var folder = new TemporaryFolder();
        Process? other = null;
        // Whatever is started at this moment inherits the pipe, as a process of another thread might.
        using var session = new CellSession(folder.Path, new SessionOptions { Starting = _ => other ??= Process.Start("sleep", "600") });
        try
        {
            var running = Task.Run(() => session.Run("System.Diagnostics.Process.GetCurrentProcess().Kill();\nSystem.Threading.Thread.Sleep(-1);", 1, new RecordingReceiver()), TestContext.Current.CancellationToken);
            Assert.Equal(RunStatus.Crashed, (await running.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).Status);
            Assert.Equal(RunStatus.Succeeded, session.Run("1 + 1", 2, new RecordingReceiver()).Status);
        }
        finally
        {
            other?.Kill();
        }
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
