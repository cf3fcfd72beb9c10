using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Engine;

/// <summary>Backpropagation against differences of the loss, over the grid of layers, activations, losses and penalties.</summary>
public class GradientCheckTests
{
    const int Inputs = 3, Hidden = 4, Outputs = 3, SampleCount = 6;

    static readonly Dictionary<string, Func<Activation, Layer<double>[]>> LayersUnderTest = new()
    {
        ["Dense"] = f => [new Dense<double>(Inputs, Hidden, f, bias: Initializer.SmallNormal)],
        ["Dense without bias"] = f => [new Dense<double>(Inputs, Hidden, f, hasBias: false)],
        ["ActivationLayer"] = f => [new Dense<double>(Inputs, Hidden), new ActivationLayer<double>(Hidden, f)],
        ["Dropout"] = f => [new Dense<double>(Inputs, Hidden, f), new Dropout<double>(Hidden, 0.3)],
        ["BatchNorm"] = f => [new Dense<double>(Inputs, Hidden), new BatchNorm<double>(Hidden), new ActivationLayer<double>(Hidden, f)],
        ["CustomLayer"] = f => [new Dense<double>(Inputs, Hidden, f), new Stretch<double>(Hidden)],
    };

    public static TheoryData<string, string> Grid =>
        [.. LayersUnderTest.Keys.SelectMany(layer => Components.Activations.Select(activation => (layer, activation.Name)))];

    [Theory]
    [MemberData(nameof(Grid))]
    public void BackpropagationAgreesWithDifferences(string layer, string activation)
    {
        var f = Components.Activations.Single(item => item.Name == activation);
        foreach (var loss in Components.Losses)
            foreach (var regularizer in Components.Regularizers.Append(null))
                Check(layer, f, loss, regularizer);
    }

    static void Check(string layer, Activation f, Loss loss, Regularizer? regularizer)
    {
        Network<double> network = new(3, [.. LayersUnderTest[layer](f), new Dense<double>(Hidden, Outputs, Samples.OutputFor(loss))]);
        var X = Samples.Normal<double>(Inputs, SampleCount);
        var Y = Samples.TargetsFor<double>(loss, Outputs, SampleCount);
        // What does not bend must be compared to the last number; a bend may hide a few.
        var smooth = f is not (ReLU or LeakyReLU or ELU) && loss is not (MeanAbsoluteError or Huber) && regularizer is null or ElasticNet { L1Strength: 0 };
        foreach (var result in GradientCheck.Run(network, X, Y, loss, regularizer, training: true, h: 5e-4))
        {
            var what = $"{layer}, {f.Name}, {loss}, {regularizer}: {result}";
            Assert.True(result.RelativeError <= 1e-7, what);
            Assert.True(smooth ? result.Kinks == 0 : result.Kinks <= result.Count / 2, what);
        }
    }

    [Fact]
    public void AWrongDerivativeIsFound()
    {
        var wrong = Activation.Custom("wrong", Math.Tanh, z => 1 - Math.Tanh(z));
        Network<double> network = new(1, new Dense<double>(3, 4, wrong), new Dense<double>(4, 2));
        var results = GradientCheck.Run(network, Samples.Normal<double>(3, 5), Samples.Normal<double>(2, 5, 2), Loss.MeanSquaredError);
        Assert.True(results[0].RelativeError > 1e-2, $"{results[0]}");
        Assert.True(results[2].RelativeError <= 1e-7, $"{results[2]}");
    }

    [Fact]
    public void TheNetworkIsAsBefore()
    {
        Network<double> network = new(1, new Dense<double>(3, 4), new BatchNorm<double>(4), new Dense<double>(4, 2));
        var before = Samples.Weights(network);
        GradientCheck.Run(network, Samples.Normal<double>(3, 5), Samples.Normal<double>(2, 5, 2), Loss.MeanSquaredError, training: true);
        Assert.Equal(before, Samples.Weights(network));
    }

    [Fact]
    public void AKinkIsSkippedAndCounted()
    {
        // z is exactly 0 for the only sample, where ReLU bends.
        Network<double> network = new(new Dense<double>(new double[,] { { 0 } }, [0], Activation.ReLU), new Dense<double>(new double[,] { { 1 } }, [0]));
        var results = GradientCheck.Run(network, Matrix<double>.Build.Dense(1, 1, 1.0), Matrix<double>.Build.Dense(1, 1, 5.0), Loss.MeanSquaredError);
        Assert.Equal([1, 1, 0, 0], results.Select(result => result.Kinks));
    }
}
