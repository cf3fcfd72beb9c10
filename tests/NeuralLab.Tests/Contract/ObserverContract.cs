namespace NeuralLab.Tests.Contract;

/// <summary>What every observer owes: it looks on, and that is all; and it may be used again.</summary>
public class ObserverContract
{
    public static TheoryData<string> Names => [.. Components.Observers<double>().Keys];

    static (double[] Weights, TrainingResult<double> Result) Train(params TrainingObserver<double>[] observers)
    {
        var network = Mlp.Create(1, [2, 4, 1], Activation.Tanh);
        var result = new Trainer<double>(network) { Loss = Loss.MeanSquaredError, Epochs = 7, Observers = observers }
            .Fit(Samples.Normal<double>(2, 40), Samples.Normal<double>(1, 40, 2));
        return (Samples.Weights(network), result);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ARunIsTheSameWithAndWithoutIt(string name)
    {
        using TemporaryFolder folder = new();
        var (plain, watched) = (Train(), Train(Components.Observers<double>()[name](folder)));
        Assert.Equal(plain.Weights, watched.Weights);
        Assert.Equal(plain.Result.History.Loss, watched.Result.History.Loss);
        Assert.Equal(StopReason.EpochsDone, watched.Result.StopReason);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void UsedAgainItKnowsNothingOfTheFirstRun(string name)
    {
        using TemporaryFolder folder = new();
        var (used, fresh) = (Components.Observers<double>()[name](folder), Components.Observers<double>()[name](folder));
        Train(used);
        Train(used);
        Train(fresh);
        Assert.Equal(State(fresh), State(used));

        static IEnumerable<string> State(TrainingObserver<double> observer)
        {
            TensorFile file = new();
            observer.Save(new(file, ""));
            return file.Tensors.Select(tensor => $"{tensor.Key} {Convert.ToHexString(tensor.Value.Data.Span)}");
        }
    }

    [Fact]
    public void ProgressIsAFewLinesInEveryCulture()
    {
        StringWriter writer = new();
        Train(new ProgressLines<double>(3, writer));
        var lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Matches(@"^epoch      7 of 7  loss \d+\.\d+.*  \d+\.\d\d s", lines[^1]);
    }

    [Fact]
    public void EarlyStoppingBringsBackTheBestWeights()
    {
        EarlyStopping<double> stopping = new(patience: 3);
        WeightRecorder<double> recorder = new(network => network.Parameters[0]);
        var network = Mlp.Create(1, [2, 30, 1], Activation.Tanh);
        var result = new Trainer<double>(network)
        {
            Loss = Loss.MeanSquaredError, Optimizer = new Adam(0.05), Epochs = 500, Observers = [stopping, recorder], Validation = new("v", Samples.Normal<double>(2, 40, 8), Samples.Normal<double>(1, 40, 9)),
        }.Fit(Samples.Normal<double>(2, 40), Samples.Normal<double>(1, 40, 2));
        Assert.Equal(StopReason.EarlyStopping, result.StopReason);
        Assert.Equal(stopping.BestEpoch + 3, result.History.Epochs);
        Assert.Equal(result.BestEpoch, stopping.BestEpoch);
        Assert.Equal(result.History.ValidationLoss.Min(), stopping.BestLoss);
        Assert.Equal(recorder.Values[stopping.BestEpoch], network.Parameters[0].Value);
    }

    [Fact]
    public void AGoalEndsTheRun()
    {
        var first = Train().Result.History.Loss[2];
        Assert.Equal((3, StopReason.GoalReached), Train(StopAt<double>.Loss(first)) is var (_, result) ? (result.History.Epochs, result.StopReason) : default);
    }

    [Fact]
    public void AMetricEndsTheRunInItsOwnDirection()
    {
        TrainingResult<double> Run(Metric<double> metric, double goal) => new Trainer<double>(Mlp.Create(1, [2, 4, 1], Activation.Tanh))
        {
            Loss = Loss.MeanSquaredError, Optimizer = new Adam(0.02), Epochs = 300, Metrics = [metric], Observers = [StopAt<double>.Metric(metric, goal)],
        }.Fit(Samples.Normal<double>(2, 40), Samples.Normal<double>(2, 40).SubMatrix(0, 1, 0, 40));
        var up = Run(Metrics<double>.R2, 0.9);
        Assert.Equal(StopReason.GoalReached, up.StopReason);
        Assert.True(up.History.Metrics["R2"][^1] >= 0.9 && up.History.Metrics["R2"][^2] < 0.9);
        var down = Run(Metrics<double>.RootMeanSquaredError, 0.3);
        Assert.True(down.History.Metrics["RMSE"][^1] <= 0.3 && down.History.Metrics["RMSE"][^2] > 0.3);
    }

    [Fact]
    public void CancellationStopsAfterTheStep()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        var result = new Trainer<double>(Mlp.Create(1, [2, 1], Activation.Tanh)) { Loss = Loss.MeanSquaredError, BatchSize = 10, Cancellation = source.Token }
            .Fit(Samples.Normal<double>(2, 40), Samples.Normal<double>(1, 40, 2));
        Assert.Equal((StopReason.Cancelled, 0), (result.StopReason, result.History.Epochs));
    }

    [Fact]
    public void TheTimeLimitStopsAtTheEndOfAnEpoch()
    {
        var result = new Trainer<double>(Mlp.Create(1, [2, 1], Activation.Tanh)) { Loss = Loss.MeanSquaredError, TimeLimit = TimeSpan.FromTicks(1) }
            .Fit(Samples.Normal<double>(2, 40), Samples.Normal<double>(1, 40, 2));
        Assert.Equal((StopReason.TimeLimit, 1), (result.StopReason, result.History.Epochs));
    }
}
