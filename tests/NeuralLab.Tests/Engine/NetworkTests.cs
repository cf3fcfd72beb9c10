using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Engine;

/// <summary>What a network as a whole promises.</summary>
public class NetworkTests
{
    [Fact]
    public void PredictionsOnSeveralThreadsAreThoseOfOne()
    {
        var network = Mlp.Create(1, [5, 20, 3], Activation.Tanh, Activation.Softmax);
        Matrix<double>[] inputs = [.. Enumerable.Range(1, 40).Select(i => Samples.Normal<double>(5, i * 13, i))];
        Matrix<double>[] expected = [.. inputs.Select(network.Predict)];
        var actual = new Matrix<double>[inputs.Length];
        Parallel.For(0, inputs.Length, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, i => actual[i] = network.Predict(inputs[i]));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void OneOutputIsAClassAboveOneHalf()
    {
        Network<double> network = new(new Dense<double>(new double[,] { { 1 } }, [0.0], Activation.Sigmoid));
        Assert.Equal([1, 0, 0], network.PredictClasses(Matrix<double>.Build.DenseOfArray(new double[,] { { 2, -2, 0 } })));
    }

    [Fact]
    public void WeightsByHandAreNotDrawn()
    {
        Network<double> network = new(new Dense<double>(new double[,] { { 7 } }, [8.0]), new Dense<double>(1, 1));
        var drawn = network.Parameters[2].Value[0, 0];
        network.Initialize(5);
        Assert.Equal((7, 8), (network.Parameters[0].Value[0, 0], network.Parameters[1].Value[0, 0]));
        Assert.NotEqual(drawn, network.Parameters[2].Value[0, 0]);
    }

    [Fact]
    public void ALayerMayHaveItsOwnInitializerAndPenalty()
    {
        Network<double> network = new(
            new Dense<double>(2, 2, weights: Initializer.Constant(0.5), bias: Initializer.Constant(-1)) { Regularizer = new ElasticNet(0, 10) },
            new Dense<double>(2, 1));
        Assert.All(network.Parameters[0].Value.Enumerate(), w => Assert.Equal(0.5, w));
        Assert.All(network.Parameters[1].Value.Enumerate(), b => Assert.Equal(-1, b));
        var X = Samples.Normal<double>(2, 5);
        var Y = Samples.Normal<double>(1, 5);
        network.Backward(network.Forward(X), Y, Loss.MeanSquaredError);
        var with = network.Parameters.Select(parameter => parameter.Gradient.Clone()).ToArray();
        Network<double> plain = new(new Dense<double>(network.Parameters[0].Value.ToArray(), [-1.0, -1]), new Dense<double>(network.Parameters[2].Value.ToArray(), [0.0]));
        plain.Backward(plain.Forward(X), Y, Loss.MeanSquaredError);
        Numeric.Close(plain.Parameters[0].Gradient + 2 * 10 * network.Parameters[0].Value, with[0], 1e-12);
        Numeric.Close(plain.Parameters[1].Gradient, with[1], 1e-12, 1e-15);
        Numeric.Close(plain.Parameters[2].Gradient, with[2], 1e-12, 1e-15);
    }

    [Fact]
    public void LabelsAreTheSameAsOneHotTargets()
    {
        double[] Train(Action<Trainer<double>> fit, int outputs, Activation output, Loss loss)
        {
            var network = Mlp.Create(1, [2, 4, outputs], Activation.Tanh, output);
            fit(new(network) { Loss = loss, Epochs = 3 });
            return Samples.Weights(network);
        }
        var X = Samples.Normal<double>(2, 12);
        int[] labels = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2], binary = [0, 1, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1];
        Assert.Equal(
            Train(trainer => trainer.Fit(X, OneHot.Encode<double>(labels, 3)), 3, Activation.Softmax, Loss.CategoricalCrossEntropy),
            Train(trainer => trainer.Fit(X, labels), 3, Activation.Softmax, Loss.CategoricalCrossEntropy));
        Assert.Equal(
            Train(trainer => trainer.Fit(X, Matrix<double>.Build.Dense(1, 12, (_, j) => binary[j])), 1, Activation.Sigmoid, Loss.BinaryCrossEntropy),
            Train(trainer => trainer.Fit(X, binary), 1, Activation.Sigmoid, Loss.BinaryCrossEntropy));
    }
}
