namespace NeuralLab.Tests.Training;

/// <summary>Runs side by side give what runs one after another give.</summary>
public class RepeatTests
{
    [Fact]
    public void ResultsComeInOrderAndDoNotDependOnThreads()
    {
        double[] Train(int seed)
        {
            var network = Mlp.Create(seed, [2, 5, 1], Activation.Tanh);
            new Trainer<double>(network) { Loss = Loss.MeanSquaredError, Epochs = 3, Seed = seed }.Fit(Samples.Normal<double>(2, 50), Samples.Normal<double>(1, 50, 2));
            return Samples.Weights(network);
        }
        int[] seeds = [5, 3, 9, 1, 7];
        var sideBySide = Repeat.Over(seeds, Train, threads: 2, TestContext.Current.CancellationToken);
        Assert.Equal(Repeat.Over(seeds, Train, threads: 1, TestContext.Current.CancellationToken), sideBySide);
        Assert.Equal(Train(9), sideBySide[2]);
    }

    [Fact]
    public void EachItemGetsARowWithAResultForEachSeed()
    {
        var results = Repeat.Over(["a", "b", "c"], [7, 8], (item, seed) => $"{item}{seed}", threads: 2, TestContext.Current.CancellationToken);
        Assert.Equal([["a7", "a8"], ["b7", "b8"], ["c7", "c8"]], results);
        Assert.Equal([[], []], Repeat.Over([1, 2], [], (item, seed) => item, cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void TrainersSideBySideTakeOneThread()
    {
        int Threads() => new Trainer<double>(Mlp.Create(1, [1, 1], Activation.Tanh)) { Loss = Loss.MeanSquaredError }.Threads;
        Assert.Equal([1, 1], Repeat.Over([1, 2], _ => Threads(), threads: 2, TestContext.Current.CancellationToken));
        Assert.Equal([Environment.ProcessorCount], Repeat.Over([1], _ => Threads(), threads: 1, TestContext.Current.CancellationToken));
        Assert.Equal(Environment.ProcessorCount, Threads());
    }

    [Fact]
    public void TheFirstFailureIsTheError()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Repeat.Over<int>([1], seed => throw new InvalidOperationException($"seed {seed}"), cancellation: TestContext.Current.CancellationToken));
        Assert.Equal("seed 1", error.Message);
    }

    [Fact]
    public void CancellationStartsNoFurtherRun()
    {
        using CancellationTokenSource source = new();
        var started = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => Repeat.Over(Enumerable.Range(0, 1000), _ =>
        {
            source.Cancel();
            return Interlocked.Increment(ref started);
        }, threads: 2, source.Token));
        Assert.InRange(started, 1, 10);
    }
}
