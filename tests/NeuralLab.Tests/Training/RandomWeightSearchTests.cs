using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Training;

/// <summary>Random search finds better weights, slowly, and never loses the best.</summary>
public class RandomWeightSearchTests
{
    static readonly Matrix<double> X = Samples.Normal<double>(2, 60), Y = X.SubMatrix(0, 1, 0, 60) - X.SubMatrix(1, 1, 0, 60);

    [Theory]
    [InlineData(0.1)]
    [InlineData(null)]
    public void TheLossNeverRisesAndTheBestWeightsStand(double? stepSize)
    {
        var network = Mlp.Create(1, [2, 4, 1], Activation.Tanh);
        var losses = new RandomWeightSearch<double>(network) { Loss = Loss.MeanSquaredError, Tries = 300, StepSize = stepSize, Seed = 2 }.Fit(X, Y);
        Assert.Equal(301, losses.Count);
        Assert.All(losses.Zip(losses.Skip(1)), pair => Assert.True(pair.Second <= pair.First));
        Assert.True(losses[^1] < 0.8 * losses[0], $"from {losses[0]} to {losses[^1]}");
        Assert.Equal(losses[^1], network.Evaluate(X, Y, Loss.MeanSquaredError));
    }

    [Fact]
    public void GradientDescentIsFarBetterForTheSameNumberOfEvaluations()
    {
        var searched = Mlp.Create(1, [2, 20, 20, 1], Activation.Tanh);
        var trained = searched.Clone();
        new RandomWeightSearch<double>(searched) { Loss = Loss.MeanSquaredError, Tries = 300 }.Fit(X, Y);
        new Trainer<double>(trained) { Loss = Loss.MeanSquaredError, Optimizer = new Adam(0.02), BatchSize = null, Epochs = 300 }.Fit(X, Y);
        double byGradient = trained.Evaluate(X, Y, Loss.MeanSquaredError), bySearch = searched.Evaluate(X, Y, Loss.MeanSquaredError);
        Assert.True(byGradient < 0.1 * bySearch, $"{byGradient} by gradient, {bySearch} by search");
    }

    [Fact]
    public void OneSeedGivesTheSameBits()
    {
        double[] Search(int seed)
        {
            var network = Mlp.Create(1, [2, 4, 1], Activation.Tanh);
            new RandomWeightSearch<double>(network) { Loss = Loss.MeanSquaredError, Tries = 50, Seed = seed }.Fit(X, Y);
            return Samples.Weights(network);
        }
        Assert.Equal(Search(1), Search(1));
        Assert.NotEqual(Search(1), Search(2));
    }
}
