using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks.Tests.Sessions;

public sealed class OutputPumpTests
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task What_the_receiver_throws_at_the_last_text_is_thrown_to_who_waits_for_it()
    {
        using var pump = new OutputPump(_ => { });
        pump.Begin(new RecordingReceiver { Happened = _ => throw new FormatException("full") }, TestContext.Current.CancellationToken);
        pump.Add(new CellText("stdout", "last"));
        var drained = Task.Run(pump.Drain, TestContext.Current.CancellationToken);
        Assert.Equal("full", (await Assert.ThrowsAsync<FormatException>(() => drained.WaitAsync(Limit, TestContext.Current.CancellationToken))).Message);
    }

    [Fact]
    public async Task What_comes_after_the_cell_and_is_not_taken_does_not_cost_the_next_cell_its_receiver()
    {
        using var pump = new OutputPump(_ => { });
        pump.Begin(new RecordingReceiver { Happened = _ => throw new FormatException("full") }, TestContext.Current.CancellationToken);
        pump.Add(new CellText("stdout", "late"));
        var next = new RecordingReceiver();
        pump.Begin(next, TestContext.Current.CancellationToken);
        pump.Add(new CellText("stdout", "next"));
        await Task.Run(pump.Drain, TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.Equal(["stdout next"], next.Events);
    }
}
