using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Inspection;

/// <summary>What the looks inside a network say, against numbers worked out by hand.</summary>
public class InspectTests
{
    static readonly Matrix<double> X = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, -1 } });

    static Network<double> TwoUnits() => new(
        new Dense<double>(new double[,] { { 1 }, { -1 } }, [0.0, -5], Activation.ReLU), new Dense<double>(new double[,] { { 1, 1 } }, [0.0]));

    [Fact]
    public void DeadUnitsAndStatisticsAreCounted()
    {
        var layers = Inspect.Activations(TwoUnits(), X);
        // Unit 1 gives 1, 2, 0; unit 2 needs x < -5 and is dead for these samples.
        Assert.Equal(("Dense 1", 2, 1), (layers[0].Layer, layers[0].Units, layers[0].DeadUnits));
        Assert.Equal((0.5, 0.0, 2.0), (layers[0].Mean, layers[0].Smallest, layers[0].Largest));
        Numeric.Close(Math.Sqrt(5 / 6.0 - 0.25), layers[0].StandardDeviation, 1e-15);
        Assert.Equal(0, layers[1].DeadUnits);
    }

    [Fact]
    public void GradientNormsAreThoseOfTheParameters()
    {
        var network = TwoUnits();
        var norms = Inspect.GradientNorms(network, X, Matrix<double>.Build.Dense(1, 3), Loss.MeanSquaredError);
        // Output 1, 2, 0; dY = 2/3 (1, 2, 0); dW2 = (10/3, 0), db2 = 2; dW1 = (10/3, 0), db1 = (2, 0).
        Assert.Equal(["Dense 1", "Dense 2"], norms.Select(norm => norm.Layer));
        Numeric.Close([Math.Sqrt(100 / 9.0 + 4), Math.Sqrt(100 / 9.0 + 4)], norms.Select(norm => norm.Value).ToArray(), 1e-14);
    }

    [Fact]
    public void DeepSigmoidsVanish()
    {
        var network = Mlp.Create(1, [2, 10, 10, 10, 10, 1], Activation.Sigmoid);
        var norms = Inspect.GradientNorms(network, Samples.Normal<double>(2, 50), Samples.Normal<double>(1, 50, 2), Loss.MeanSquaredError);
        Assert.True(norms[0].Value < 0.01 * norms[^1].Value, string.Join(", ", norms));
    }

    [Fact]
    public void TheSummaryIsATable()
    {
        var summary = Mlp.Create(1, [784, 128, 10], Activation.ReLU, Activation.Softmax, dropout: 0.2).Summary();
        Assert.Equal(784 * 128 + 128 + 128 * 10 + 10, summary.ParameterCount);
        Assert.Equal(
            """
            Layer      Outputs  Activation  Parameters
            Dense 1        128  ReLU           100,480
            Dropout 2      128  Linear               0
            Dense 3         10  Softmax          1,290
                                together       101,770

            """,
            summary.ToString(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void UpdateRatiosAreTheStepOverTheWeights()
    {
        Network<double> network = new(new Dense<double>(new double[,] { { 3 } }, [4.0]));
        GradientFlowRecorder<double> recorder = new();
        new Trainer<double>(network) { Loss = Loss.MeanSquaredError, Optimizer = new GradientDescent(0.1), Epochs = 1, Observers = [recorder] }
            .Fit(Matrix<double>.Build.Dense(1, 1, 1.0), Matrix<double>.Build.Dense(1, 1, 6.0));
        // Output 7, dY = 2, so dW = db = 2: |step| = 0.1 sqrt(8), |parameters| = 5.
        Numeric.Close(Math.Sqrt(8), recorder.GradientNorms[0][0], 1e-14);
        Numeric.Close(0.1 * Math.Sqrt(8) / 5, recorder.UpdateRatios[0][0], 1e-12);
    }

    [Fact]
    public void NoiseOfAFullBatchIsNoneAndFallsWithTheBatch()
    {
        var network = Mlp.Create(1, [2, 5, 1], Activation.Tanh);
        Matrix<double> x = Samples.Normal<double>(2, 64), y = Samples.Normal<double>(1, 64, 2);
        double Mean(int size) => GradientNoise.Measure(network, x, y, Loss.MeanSquaredError, size, 200, 1).Average();
        Numeric.Close(0, Mean(64), 0, 1e-14);
        Assert.InRange(Mean(4) / Mean(16), 1.8, 2.6);
    }
}
