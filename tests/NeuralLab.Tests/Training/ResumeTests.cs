using System.Numerics;

namespace NeuralLab.Tests.Training;

/// <summary>A run that was interrupted and resumed is bit for bit the run that was not.</summary>
public class ResumeTests
{
    const int Half = 4, All = 8;

    public static TheoryData<int> Optimizers => Components.Indices(Components.Optimizers.Length);

    public static TheoryData<int> Schedules => Components.Indices(Components.Schedules.Length);

    static Network<T> Model<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        2, new Dense<T>(4, 9, Activation.Tanh), new BatchNorm<T>(9), new Dropout<T>(9, 0.2), new Stretch<T>(9), new Dense<T>(9, 3, Activation.Softmax));

    static Trainer<T> MakeTrainer<T>(int epochs, Optimizer optimizer, Schedule? schedule = null, params TrainingObserver<T>[] observers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(Model<T>())
        {
            Loss = new CategoricalCrossEntropy { ClassWeights = [1, 2, 1] }, Optimizer = optimizer, Schedule = schedule ?? Schedule.Constant, Epochs = epochs,
            BatchSize = 16, Seed = 3, ValidationFraction = 0.2, Observers = observers, Regularizer = Regularizer.L2(1e-3),
            Metrics = [new("largest", true, (_, output) => double.CreateTruncating(output.Enumerate().Max()))],
        };

    static void Compare<T>(Optimizer optimizer, Schedule? schedule)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using TemporaryFolder folder = new();
        var path = folder.File("run");
        var X = Samples.Normal<T>(4, 60);
        var Y = Samples.OneHotColumns<T>(3, 60);
        TrainingObserver<T>[] Observers() =>
            [new Checkpoint<T>(path, 2), new EarlyStopping<T>(6), new WeightRecorder<T>(network => network.Parameters[0], most: 5), new GradientFlowRecorder<T>()];

        var observers = Observers();
        var whole = MakeTrainer(All, optimizer, schedule, observers);
        var expected = whole.Fit(X, Y);
        MakeTrainer(Half, optimizer, schedule, Observers()).Fit(X, Y);
        var seen = Observers();
        var second = MakeTrainer(All, optimizer, schedule, seen);
        var resumed = second.Resume(path, X, Y);

        Assert.Equal(Samples.Weights(whole.Network), Samples.Weights(second.Network));
        Assert.Equal(expected.History.Loss, resumed.History.Loss);
        Assert.Equal(expected.History.ValidationLoss, resumed.History.ValidationLoss);
        Assert.Equal(expected.History.LearningRate, resumed.History.LearningRate);
        Assert.Equal(expected.History.Steps, resumed.History.Steps);
        Assert.Equal(expected.History.Metrics["largest"], resumed.History.Metrics["largest"]);
        Assert.Equal((expected.BestEpoch, expected.StopReason), (resumed.BestEpoch, resumed.StopReason));
        Assert.Equal(((EarlyStopping<T>)observers[1]).BestLoss, ((EarlyStopping<T>)seen[1]).BestLoss);
        Assert.Equal(((GradientFlowRecorder<T>)observers[3]).UpdateRatios, ((GradientFlowRecorder<T>)seen[3]).UpdateRatios);
        Assert.Equal(((WeightRecorder<T>)observers[2]).Epochs, ((WeightRecorder<T>)seen[2]).Epochs);
        Assert.Equal(((WeightRecorder<T>)observers[2]).Values, ((WeightRecorder<T>)seen[2]).Values);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void EveryOptimizerGoesOnBitForBit(int optimizer)
    {
        Compare<double>(Components.Optimizers[optimizer], null);
        Compare<float>(Components.Optimizers[optimizer], null);
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void EveryScheduleGoesOnBitForBit(int schedule) => Compare<double>(new Momentum(0.05), Components.Schedules[schedule]);

    /// <summary>Cancels after a number of steps, in mid-epoch.</summary>
    sealed class CancelAt(long step, CancellationTokenSource source) : TrainingObserver<double>
    {
        public override bool WatchesSteps => true;

        public override void StepEnded(TrainingState<double> state)
        {
            if (state.Step == step) source.Cancel();
        }
    }

    [Fact]
    public void ARunCancelledInMidEpochGoesOnFromItsLastCheckpoint()
    {
        using TemporaryFolder folder = new();
        var X = Samples.Normal<double>(4, 60);
        var Y = Samples.OneHotColumns<double>(3, 60);
        using CancellationTokenSource source = new(), never = new();
        Trainer<double> Make(CancellationTokenSource token) => new(Model<double>())
        {
            Loss = Loss.CategoricalCrossEntropy, Epochs = 6, BatchSize = 16, Cancellation = token.Token, Observers = [new Checkpoint<double>(folder.File("run")), new CancelAt(14, token)],
        };
        var expected = new Trainer<double>(Model<double>()) { Loss = Loss.CategoricalCrossEntropy, Epochs = 6, BatchSize = 16 };
        expected.Fit(X, Y);
        var cut = Make(source).Fit(X, Y);
        Assert.Equal((StopReason.Cancelled, 3), (cut.StopReason, cut.History.Epochs));
        var trainer = new Trainer<double>(Model<double>())
        {
            Loss = Loss.CategoricalCrossEntropy, Epochs = 6, BatchSize = 16, Observers = [new Checkpoint<double>(folder.File("run")), new CancelAt(-1, never)],
        };
        trainer.Resume(folder.File("run"), X, Y);
        Assert.Equal(Samples.Weights(expected.Network), Samples.Weights(trainer.Network));
    }

    [Fact]
    public void ARunThatStoppedByItsRuleStaysStopped()
    {
        using TemporaryFolder folder = new();
        var X = Samples.Normal<double>(4, 60);
        var Y = Samples.OneHotColumns<double>(3, 60);
        Trainer<double> Make() => MakeTrainer(50, new GradientDescent(2), null, new EarlyStopping<double>(1), new Checkpoint<double>(folder.File("run"), 50));
        var first = Make();
        var expected = first.Fit(X, Y);
        Assert.Equal(StopReason.EarlyStopping, expected.StopReason);
        var second = Make();
        var resumed = second.Resume(folder.File("run"), X, Y);
        Assert.Equal((expected.StopReason, expected.History.Epochs), (resumed.StopReason, resumed.History.Epochs));
        Assert.Equal(Samples.Weights(first.Network), Samples.Weights(second.Network));
    }

    [Fact]
    public void OtherSettingsDataOrFilesAreNamed()
    {
        using TemporaryFolder folder = new();
        var path = folder.File("run");
        var X = Samples.Normal<double>(4, 60);
        var Y = Samples.OneHotColumns<double>(3, 60);
        TrainingObserver<double>[] Observers() => [new Checkpoint<double>(path)];
        MakeTrainer(2, new Adam(0.01), null, Observers()).Fit(X, Y);

        void Differs(string name, Trainer<double> trainer, MathNet.Numerics.LinearAlgebra.Matrix<double> x)
        {
            var before = Samples.Weights(trainer.Network);
            var error = Assert.Throws<ArgumentException>(() => trainer.Resume(path, x, Y));
            Assert.Equal(name, error.ParamName);
            Assert.Equal(before, Samples.Weights(trainer.Network));
        }
        Differs("Optimizer", MakeTrainer(4, new Adam(0.02), null, Observers()), X);
        Differs("Schedule", MakeTrainer(4, new Adam(0.01), new StepSchedule(3), Observers()), X);
        Differs("Observers", MakeTrainer<double>(4, new Adam(0.01)), X);
        Differs("Data", MakeTrainer(4, new Adam(0.01), null, Observers()), 2 * X);
        Trainer<double> otherNetwork = new(Mlp.Create(1, [4, 3], Activation.Tanh, Activation.Softmax)) { Loss = Loss.CategoricalCrossEntropy };
        Differs("Layers", otherNetwork, X);

        MakeTrainer(4, new Adam(0.01), null, Observers()).Resume(path, X, Y);
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Throws<ModelFormatException>(() => MakeTrainer(4, new Adam(0.01), null, Observers()).Resume(path, X, Y));
        Mlp.Create(1, [4, 3], Activation.Tanh).Save(path);
        var model = Assert.Throws<ModelFormatException>(() => MakeTrainer(4, new Adam(0.01), null, Observers()).Resume(path, X, Y));
        Assert.Contains("not a checkpoint", model.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACheckpointIsAModelToo()
    {
        using TemporaryFolder folder = new();
        Trainer<double> trainer = new(Mlp.Create(1, [4, 5, 3], Activation.Tanh, Activation.Softmax)) { Loss = Loss.CategoricalCrossEntropy, Epochs = 2, Observers = [new Checkpoint<double>(folder.File("run"))] };
        trainer.Fit(Samples.Normal<double>(4, 60), Samples.OneHotColumns<double>(3, 60));
        Assert.Equal(Samples.Weights(trainer.Network), Samples.Weights(Network.Load<double>(folder.File("run"))));
    }
}
