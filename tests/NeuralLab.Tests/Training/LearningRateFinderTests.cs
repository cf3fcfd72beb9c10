using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Training;

/// <summary>The finder suggests a rate that trains well, and leaves everything as it was.</summary>
public class LearningRateFinderTests
{
    static readonly Matrix<double> X = Samples.Normal<double>(2, 200), Y = X.SubMatrix(0, 1, 0, 200).PointwiseMultiply(X.SubMatrix(1, 1, 0, 200));

    static Trainer<double> Make(Network<double> network, double rate = 0.001) => new(network)
    {
        Loss = Loss.MeanSquaredError, Optimizer = new Momentum(rate), Epochs = 20, BatchSize = 20,
    };

    static Network<double> Model() => new(4, new Dense<double>(2, 12, Activation.Tanh), new BatchNorm<double>(12), new Dropout<double>(12, 0.1), new Dense<double>(12, 1));

    [Fact]
    public void TheRunAfterwardsIsTheRunWithoutIt()
    {
        Network<double> tested = Model(), plain = Model();
        var trainer = Make(tested);
        LearningRateFinder.Run(trainer, X, Y);
        Assert.Equal(Samples.Weights(plain), Samples.Weights(tested));
        trainer.Fit(X, Y);
        Make(plain).Fit(X, Y);
        Assert.Equal(Samples.Weights(plain), Samples.Weights(tested));
    }

    [Fact]
    public void RatesRiseUntilTheLossExplodes()
    {
        var test = LearningRateFinder.Run(Make(Model()), X, Y, 1e-5, 1000, 200);
        Assert.True(test.Rates.Count is > 20 and < 200, $"{test.Rates.Count} rates");
        Numeric.Close(Math.Pow(1e8, 1 / 199.0), test.Rates[1] / test.Rates[0], 1e-12);
        Assert.Equal(test.Rates.Count, test.Losses.Count);
        Assert.True(test.SmoothLosses[^1] > 2 * test.SmoothLosses.Min());
    }

    [Fact]
    public void TheSuggestedRateTrainsBetterThanOneAHundredTimesSmallerOrLarger()
    {
        var suggested = LearningRateFinder.Run(Make(Model()), X, Y, steps: 200).Suggestion;
        double Train(double rate) => Make(Model(), rate).Fit(X, Y) is { Divergence: null } result ? result.Network.Evaluate(X, Y, Loss.MeanSquaredError) : double.PositiveInfinity;
        var loss = Train(suggested);
        Assert.True(loss < Train(suggested / 100), $"rate {suggested}: {loss}");
        Assert.True(loss < Train(suggested * 100), $"rate {suggested}: {loss}");
    }
}
