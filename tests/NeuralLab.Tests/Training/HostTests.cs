using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Training;

/// <summary>What a host puts into AppContext ends long work and hears how far it is. Other tests run beside these: what is theirs flows with the code.</summary>
public sealed class HostTests
{
    static readonly AsyncLocal<CancellationToken> Token = new();
    static readonly AsyncLocal<List<string>?> Heard = new();

    static readonly Matrix<double> X = Matrix<double>.Build.Dense(1, 40, (_, sample) => sample / 40.0);

    static HostTests()
    {
        AppContext.SetData(Host.CancellationName, (Func<CancellationToken>)(() => Token.Value));
        AppContext.SetData(Host.ProgressName, (Func<string, string, long, IProgress<long>>)((what, unit, total) => new Work(Heard.Value, $"{what} of {total} {unit}")));
    }

    static List<string> Listen(Action work)
    {
        List<string> heard = Heard.Value = [];
        work();
        Heard.Value = null;
        return heard;
    }

    static TrainingResult<double> Train(int epochs, params TrainingObserver<double>[] observers) =>
        new Trainer<double>(Mlp.Create(1, [1, 3, 1], Activation.Tanh)) { Loss = Loss.MeanSquaredError, BatchSize = 4, Epochs = epochs, Observers = observers }.Fit(X, X);

    [Fact]
    public void A_training_run_ends_in_the_middle_of_an_epoch()
    {
        using var host = new CancellationTokenSource();
        Token.Value = host.Token;
        var steps = new AtStep(step =>
        {
            if (step == 5)
                host.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => Train(1_000_000, steps));
        Assert.Equal(5, steps.Last);
    }

    [Fact]
    public void Runs_side_by_side_all_end_and_none_goes_on()
    {
        using var host = new CancellationTokenSource();
        Token.Value = host.Token;
        var running = 0;

        Assert.Throws<OperationCanceledException>(() => Repeat.Over(Enumerable.Range(0, 8), seed =>
        {
            Interlocked.Increment(ref running);
            try
            {
                return Train(1_000_000, new AtStep(_ => host.Cancel()));
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(0, running);
    }

    [Fact]
    public void Training_says_how_many_epochs_are_done_and_when_it_has_ended()
    {
        Assert.Equal(["training of 3 epochs", "1", "2", "3", "end"], Listen(() => Train(3)));
    }

    [Fact]
    public void Training_that_fails_has_ended_too()
    {
        Assert.Equal(["training of 3 epochs", "end"], Listen(() => Assert.Throws<FormatException>(() => Train(3, new AtStep(_ => throw new FormatException())))));
    }

    [Fact]
    public void Repeats_and_sweeps_say_how_many_runs_are_done()
    {
        Assert.Equal(["experiment of 3 runs", "1", "2", "3", "end"], Listen(() => Repeat.Over([1, 2, 3], seed => seed, threads: 1)));
        Assert.Equal(["sweep of 2 runs", "1", "2", "end"], Listen(() => new Sweep([new HyperParameters(new KeyValuePair<string, object>("rate", 1))], [1, 2], (_, _) => new Dictionary<string, double> { ["x"] = 1 }) { Threads = 1 }.Run()));
    }

    sealed class AtStep(Action<long> action) : TrainingObserver<double>
    {
        public long Last { get; private set; }

        public override bool WatchesSteps => true;

        public override void StepEnded(TrainingState<double> state)
        {
            Last = state.Step;
            action(state.Step);
        }
    }

    sealed class Work : IProgress<long>, IDisposable
    {
        readonly List<string>? heard;

        public Work(List<string>? heard, string what)
        {
            this.heard = heard;
            heard?.Add(what);
        }

        public void Report(long value) => heard?.Add($"{value}");

        public void Dispose() => heard?.Add("end");
    }
}
