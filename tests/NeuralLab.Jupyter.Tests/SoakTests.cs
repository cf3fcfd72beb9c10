namespace NeuralLab.Jupyter.Tests;

/// <summary>One kernel, used for long: executions, interrupts, crashes, clients that come and go, in an order made by chance (Scripts/soak.py).</summary>
public sealed class SoakTests(InstalledKernel kernel) : IClassFixture<InstalledKernel>
{
    [Fact]
    public Task A_minute_leaks_no_process_and_no_memory() => Soak("1", "200", "5", "2", "20");

    [Fact(Explicit = true)]
    [Trait("Category", "Long")]
    public Task Ten_minutes_leak_no_process_and_no_memory() => Soak("10", "2000", "50", "20", "200");

    async Task Soak(params string[] amounts)
    {
        var said = await Python.RunAsync("soak.py", KernelFixture.Modules, amounts, kernel.Environment);
        TestContext.Current.TestOutputHelper!.WriteLine(said);
        Assert.Contains("done in", said, StringComparison.Ordinal);
    }
}
