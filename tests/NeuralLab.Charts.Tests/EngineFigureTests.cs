using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Charts.Tests;

/// <summary>What the engine gives, drawn without conversions by hand.</summary>
public sealed class EngineFigureTests
{
    static readonly Matrix<double> X = Matrix<double>.Build.Dense(1, 40, (_, column) => column / 20.0 - 1);

    [Fact]
    public void A_network_is_drawn_with_its_own_weights()
    {
        var network = new Network<double>(new Dense<double>(new double[,] { { 2 }, { -3 } }, [0.5, 0], Activation.Sigmoid), new Dense<double>(new double[,] { { 1, -1 } }, [4]));
        var figure = Figures.NetworkDiagram("t", network);
        Assert.Contains("A network 1-2-1 with 4 weights between -3 and 2", figure.Summary, StringComparison.Ordinal);
        Assert.Contains("b = 4", figure.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_gives_loss_curves_over_epochs_steps_and_seconds_and_weights_over_time()
    {
        var recorder = new WeightRecorder<double>(each => each.Parameters[0]);
        var runs = new[] { 1, 2 }.Select(seed => new Trainer<double>(new Network<double>(seed, new Dense<double>(1, 3, Activation.Tanh), new Dense<double>(3, 1)))
        {
            Loss = Loss.MeanSquaredError,
            BatchSize = 10,
            Epochs = 5,
            Seed = seed,
            Observers = seed == 1 ? [recorder] : [],
        }.Fit(X, X)).ToArray();

        var loss = SeedCurves.Of("Adam", runs, history => history.Loss);
        Assert.Equal(5, Figures.LossCurves("t", [loss], "epoch", "MSE").Data[1]!["x"]!.AsArray().Count);
        Assert.Equal([4.0, 8, 12, 16, 20], SeedCurves.Of("Adam", runs, history => history.Loss, history => history.Steps.Select(step => (double)step)).X!);
        Assert.Equal(
            (runs[0].History.Seconds[4] + runs[1].History.Seconds[4]) / 2,
            SeedCurves.Of("Adam", runs, history => history.Loss, history => history.Seconds).X![4]);
        Assert.Throws<ArgumentException>(() => SeedCurves.Of("Adam", runs, history => history.ValidationLoss));
        Assert.Equal(recorder.Epochs.Count, Figures.WeightsOverTime("t", recorder).Frames.Count);
    }

    [Fact]
    public void Metrics_are_drawn_with_their_names()
    {
        Assert.Contains("2 classes, 2 of 3 samples on the diagonal", Figures.ConfusionMatrix("t", new ConfusionMatrix([0, 1, 1], [0, 1, 0], ["cat", "dog"])).Summary, StringComparison.Ordinal);
        Assert.Contains("net (area 1.000)", Figures.RocCurve("t", [Series.Roc("net", new RocCurve([0, 1], [0.2, 0.9]))]).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_are_drawn_by_class_and_what_has_no_classes_says_so()
    {
        DataSet<double> data = new("t", Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }), [1, 0, 1], ["cat", "dog", "owl"]);
        var series = Series.OfClasses(data);
        Assert.Equal(["class cat", "class dog"], series.Select(each => each.Name));
        Assert.Equal([1.0, 3], series[1].X);
        Assert.Equal([4.0, 6], series[1].Y);
        Assert.Throws<ArgumentException>(() => Series.OfClasses(new("t", X, X)));
    }
}
