using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Training;

/// <summary>A loss that leaves the finite numbers ends the run with a typed result, and the best weights stand.</summary>
public class DivergenceTests
{
    /// <summary>A rate that is right for some epochs, then absurd.</summary>
    sealed record Absurd(int After) : Schedule
    {
        public override double Rate(double learningRate, long position) => position < After ? learningRate : 1e200;
    }

    [Theory]
    [InlineData(3, 10)]
    [InlineData(3, 4)]
    public void TheWeightsOfTheBestEpochStand(int goodEpochs, int epochs)
    {
        var network = Mlp.Create(seed: 1, [2, 6, 1], Activation.Tanh);
        WeightRecorder<double> recorder = new(n => n.Parameters[0]);
        var X = Samples.Normal<double>(2, 40);
        var result = new Trainer<double>(network)
        {
            Loss = Loss.MeanSquaredError, Optimizer = new GradientDescent(0.05), Schedule = new Absurd(goodEpochs), Epochs = epochs, BatchSize = null,
            Observers = [recorder],
        }.Fit(X, X.SubMatrix(0, 1, 0, 40));
        Assert.Equal(StopReason.Diverged, result.StopReason);
        Assert.NotNull(result.Divergence);
        Assert.True(result.Divergence.Epoch > goodEpochs && result.Divergence.Step > goodEpochs, $"{result.Divergence}");
        Assert.True(double.IsFinite(result.Divergence.LastFiniteLoss));
        Assert.Contains("learning rate", result.Divergence.Hint, StringComparison.Ordinal);
        Assert.Equal(recorder.Values[recorder.Epochs.ToList().IndexOf(result.BestEpoch)], network.Parameters[0].Value);
        Assert.All(Samples.Weights(network), weight => Assert.True(double.IsFinite(weight)));
    }

    [Fact]
    public void ALastUpdateThatDestroysTheWeightsIsNoticed()
    {
        var network = Mlp.Create(seed: 1, [2, 1], Activation.Tanh);
        var before = Samples.Weights(network);
        var X = Samples.Normal<double>(2, 10);
        var result = new Trainer<double>(network) { Loss = Loss.MeanSquaredError, Optimizer = new GradientDescent(1e308), Epochs = 1, BatchSize = null }
            .Fit(X, 1e9 * X.SubMatrix(0, 1, 0, 10));
        Assert.Equal(StopReason.Diverged, result.StopReason);
        Assert.Equal(before, Samples.Weights(network));
    }

    [Fact]
    public void HugeTargetsDivergeAtTheFirstStep()
    {
        var network = Mlp.Create(seed: 1, [1, 1], Activation.Tanh);
        var result = new Trainer<double>(network) { Loss = Loss.MeanSquaredError, BatchSize = null }
            .Fit(Matrix<double>.Build.Dense(1, 1, 1.0), Matrix<double>.Build.Dense(1, 1, 1e308));
        Assert.Equal((1, 1L), (result.Divergence!.Epoch, result.Divergence.Step));
        Assert.True(double.IsNaN(result.FinalLoss));
    }
}
