using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Training;

/// <summary>Limits on gradients and weights, and weights of samples, against numbers worked out by hand.</summary>
public class ConstraintTests
{
    static readonly Matrix<double> X = Samples.Normal<double>(3, 20), Y = 50 * Samples.Normal<double>(2, 20, 2);

    /// <summary>The change of the parameters in one step of gradient descent at rate 1, so minus the gradient that was used.</summary>
    static double[] Step(GradientClipping? clipping)
    {
        var network = Mlp.Create(1, [3, 4, 2], Activation.Tanh);
        var before = Samples.Weights(network);
        new Trainer<double>(network) { Loss = Loss.MeanSquaredError, Optimizer = new GradientDescent(1), Epochs = 1, BatchSize = null, Clipping = clipping }.Fit(X, Y);
        return [.. before.Zip(Samples.Weights(network), (was, now) => was - now)];
    }

    [Fact]
    public void ClippingByValueCutsEachElement() =>
        Numeric.Close([.. Step(null).Select(g => Math.Clamp(g, -0.5, 0.5))], Step(GradientClipping.ByValue(0.5)), 1e-12, 1e-14);

    [Fact]
    public void ClippingByGlobalNormScalesAllAlike()
    {
        var plain = Step(null);
        var norm = Math.Sqrt(plain.Sum(g => g * g));
        Assert.True(norm > 2);
        Numeric.Close([.. plain.Select(g => g * 2 / (norm + 1e-6))], Step(GradientClipping.ByGlobalNorm(2)), 1e-10, 1e-13);
        Numeric.Close(plain, Step(GradientClipping.ByGlobalNorm(2 * norm)), 1e-12, 1e-14);
    }

    [Fact]
    public void TheNormOfTheWeightsIntoANeuronStaysWithinItsLimit()
    {
        var network = Mlp.Create(1, [3, 4, 2], Activation.Tanh);
        new Trainer<double>(network) { Loss = Loss.MeanSquaredError, Optimizer = new GradientDescent(0.05), Epochs = 20, MaxNorm = new(0.7) }.Fit(X, Y);
        var norms = network.Parameters.Where(parameter => parameter.IsPenalized).SelectMany(parameter => parameter.Value.EnumerateRows().Select(row => row.L2Norm())).ToArray();
        Assert.All(norms, norm => Assert.True(norm <= 0.7 + 1e-12, $"{norm}"));
        Assert.Contains(norms, norm => norm > 0.69);
        Assert.True(network.Parameters[3].Value.L2Norm() > 0.7, "biases are free");
    }

    [Fact]
    public void AWeightOfTwoIsTheSampleTwiceAndAWeightOfZeroIsNoSample()
    {
        double[] Train(Matrix<double> x, Matrix<double> y, double[]? weights)
        {
            var network = Mlp.Create(1, [3, 4, 2], Activation.Tanh);
            new Trainer<double>(network) { Loss = Loss.MeanSquaredError, Optimizer = new GradientDescent(0.001), Epochs = 5, BatchSize = null, SampleWeights = weights }.Fit(x, y);
            return Samples.Weights(network);
        }
        double[] weights = [.. Enumerable.Range(0, 20).Select(j => (double)(j % 3))];
        int[] repeated = [.. Enumerable.Range(0, 20).SelectMany(j => Enumerable.Repeat(j, j % 3))];
        Numeric.Close(Train(Matrices.Columns(X, repeated), Matrices.Columns(Y, repeated), null), Train(X, Y, weights), 1e-11, 1e-13);
    }

    [Fact]
    public void ClassWeightsAreWeightsOfTheSamplesOfAClass()
    {
        var classes = Samples.OneHotColumns<double>(2, 20);
        double[] Train(Loss loss, double[]? weights)
        {
            var network = Mlp.Create(1, [3, 4, 2], Activation.Tanh, Activation.Softmax);
            new Trainer<double>(network) { Loss = loss, Epochs = 5, BatchSize = 8, SampleWeights = weights }.Fit(X, classes);
            return Samples.Weights(network);
        }
        Numeric.Close(
            Train(Loss.CategoricalCrossEntropy, [.. OneHot.Decode(classes).Select(label => label == 0 ? 0.5 : 3)]),
            Train(new CategoricalCrossEntropy { ClassWeights = [0.5, 3] }, null), 1e-12, 1e-14);
    }
}
