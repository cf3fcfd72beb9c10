namespace NeuralLab.Notebooks.Tests.Sessions;

/// <summary>An interrupt ends the cell, whatever it does, and keeps what earlier cells declared.</summary>
public sealed class InterruptTests(SharedSession session) : IClassFixture<SharedSession>
{
    const string Begun = "Console.Write(\"begun\");\n";

    /// <summary>Interrupts the cell as soon as it has printed.</summary>
    void Interrupt(string source)
    {
        session.Run("var kept = 42;");
        var result = session.Run(Begun + source, new RecordingReceiver { Happened = _ => session.Session.Interrupt() });

        Assert.Equal((RunStatus.Cancelled, "Interrupted", false), (result.Status, result.Fault?.Name, result.IsStateLost));
        Assert.Equal(["result: 42"], session.Run("kept").Events);
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true) { try { while (true) { } } catch { } }")]
    [InlineData("new[] { 1 }.Select(x => { while (true) { } return x; })")]
    [InlineData("while (true) { try { System.Threading.Thread.Sleep(-1); } finally { Console.Write(1); } }")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("new System.Threading.ManualResetEvent(false).WaitOne();")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("await Task.Delay(1);\nwhile (true) { }")]
    [InlineData("Task.Run(async () => await Task.Delay(-1)).Wait();")]
    [InlineData("while (true) Console.WriteLine(\"again\");")]
    [InlineData("Console.ReadLine();\nwhile (true) { }")]
    public void A_cell_without_end_ends(string source) => Interrupt(source);

    [Fact]
    public void A_cell_that_waits_for_input_ends()
    {
        session.Run("var before = 1;");
        var receiver = new RecordingReceiver
        {
            Answer = (_, interrupted) =>
            {
                session.Session.Interrupt();
                interrupted.WaitHandle.WaitOne(TimeSpan.FromMinutes(1));
                return null;
            },
        };
        var result = session.Run("var line = Console.ReadLine();\nwhile (true) { }", receiver);

        Assert.Equal((RunStatus.Cancelled, false), (result.Status, result.IsStateLost));
        Assert.Equal(["result: 1"], session.Run("before").Events);
    }

    [Fact]
    public void Libraries_that_look_for_the_hosts_token_end_by_themselves_and_clean_up()
    {
        session.Run("var cleaned = false;");
        Interrupt("var token = ((Func<System.Threading.CancellationToken>)AppContext.GetData(\"NeuralLab.Host.Cancellation\"))();\ntoken.WaitHandle.WaitOne();\ncleaned = true;\ntoken.ThrowIfCancellationRequested();");
        Assert.Equal(["result: True"], session.Run("cleaned").Events);
    }

    [Fact]
    public void An_interrupt_while_no_cell_runs_does_nothing()
    {
        session.Session.Interrupt();
        Assert.Equal(["result: 2"], session.Run("1 + 1").Events);
    }

    [Fact]
    public void A_cell_that_does_not_end_in_time_loses_the_state_and_says_what_to_do()
    {
        using var folder = new TemporaryFolder();
        using var own = new CellSession(folder.Path, new SessionOptions { InterruptGrace = TimeSpan.FromSeconds(1) });
        own.Run("var lost = 1;", 1, new RecordingReceiver());
        // What stands in a finally block cannot be aborted.
        var result = own.Run(Begun + "try { } finally { while (true) { } }", 2, new RecordingReceiver { Happened = _ => own.Interrupt() });

        Assert.Equal((RunStatus.Cancelled, "Interrupted", true), (result.Status, result.Fault!.Name, result.IsStateLost));
        Assert.Equal("The variables of all cells are lost: run the cells again from the top.", result.Fault.Traceback[^1]);
        Assert.Equal("CompilationError", own.Run("lost", 3, new RecordingReceiver()).Fault!.Name);
    }
}
