using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Contract;

/// <summary>What every layer owes.</summary>
public class LayerContract
{
    const int Size = 5;

    public static TheoryData<string> Names => [.. Components.Layers<double>().Keys];

    /// <summary>The layer between two dense ones.</summary>
    static Network<T> Around<T>(string name, int seed = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(seed, new Dense<T>(3, Size), Components.Layers<T>()[name](Size), new Dense<T>(Size, 2));

    static double Train<T>(Network<T> network, int samples = 20)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new Trainer<T>(network)
        {
            Loss = Loss.MeanSquaredError, Optimizer = new GradientDescent(0.05), Epochs = 40, BatchSize = null,
        }.Fit(Samples.Normal<T>(3, samples), Samples.Normal<T>(3, samples).SubMatrix(0, 2, 0, samples)).FinalLoss;

    [Theory]
    [MemberData(nameof(Names))]
    public void PredictionChangesNothingAndKeepsShapes(string name)
    {
        var network = Around<double>(name);
        var before = Samples.Weights(network);
        var X = Samples.Normal<double>(3, 300);
        var xBefore = X.Clone();
        var output = network.Predict(X);
        Assert.Equal((2, 300), (output.RowCount, output.ColumnCount));
        var pass = network.Forward(X);
        Assert.All(pass.Layers, layer => Assert.Equal((layer.Layer.Outputs, 300), (layer.A.RowCount, layer.A.ColumnCount)));
        Numeric.Close(output, pass.Output, 1e-12, 1e-13);
        Assert.Equal(before, Samples.Weights(network));
        Assert.Equal(xBefore, X);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ASampleAloneIsPredictedAsAmongOthers(string name)
    {
        var network = Around<double>(name);
        Train(network);
        var X = Samples.Normal<double>(3, 10, 4);
        var all = network.Predict(X);
        for (var j = 0; j < 10; j++) Numeric.Close(network.Predict(X.SubMatrix(0, 3, j, 1)), all.SubMatrix(0, 2, j, 1), 1e-12, 1e-13);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TrainingLowersTheLossInFloatAndDouble(string name)
    {
        double first = Around<double>(name).Evaluate(Samples.Normal<double>(3, 20), Samples.Normal<double>(3, 20).SubMatrix(0, 2, 0, 20), Loss.MeanSquaredError);
        Assert.True(Train(Around<double>(name)) < 0.8 * first);
        Assert.True(Train(Around<float>(name)) < 0.8 * first);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void FloatAgreesWithDouble(string name)
    {
        Network<double> network = Around<double>(name);
        Network<float> single = Around<float>(name);
        Numeric.Close(network.Predict(Samples.Normal<double>(3, 10)), Matrices.Convert<float, double>(single.Predict(Samples.Normal<float>(3, 10))), 1e-4, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ACloneIsTheSameAndApart(string name)
    {
        var network = Around<double>(name);
        Train(network);
        var clone = network.Clone();
        var before = Samples.Weights(network);
        Assert.Equal(before, Samples.Weights(clone));
        Assert.Equal(LayerFormat.Describe(network).ToJsonString(), LayerFormat.Describe(clone).ToJsonString());
        Train(clone);
        Assert.NotEqual(before, Samples.Weights(clone));
        Assert.Equal(before, Samples.Weights(network));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ExtremeInputsGiveFiniteOutputs(string name)
    {
        var network = Around<double>(name);
        foreach (var size in new[] { 0, 5e-324, 1e-300, 1e100 })
            Assert.True(Matrices.IsFinite(network.Predict(Matrix<double>.Build.Dense(3, 4, size))), $"{name} at {size}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void OneSampleAndAConstantColumnAreLearnedOrRefused(string name)
    {
        var constant = Matrix<double>.Build.Dense(3, 8, 1.0);
        Trainer<double> trainer = new(Around<double>(name)) { Loss = Loss.MeanSquaredError, Epochs = 3 };
        Assert.Null(trainer.Fit(constant, Matrix<double>.Build.Dense(2, 8, 1.0)).Divergence);
        Assert.True(Samples.Weights(trainer.Network).All(double.IsFinite));
        var one = () => trainer.Fit(Samples.Normal<double>(3, 1), Samples.Normal<double>(2, 1));
        if (name == "BatchNorm`1") Assert.Equal("BatchSize", Assert.Throws<ArgumentException>(one).ParamName);
        else Assert.Null(one().Divergence);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ASizeBelowOneIsRefused(string name) => Assert.ThrowsAny<ArgumentException>(() => Components.Layers<double>()[name](0));

    [Theory]
    [MemberData(nameof(Names))]
    public void OneSeedGivesTheSameBits(string name)
    {
        Assert.Equal(Samples.Weights(Around<float>(name, 7)), Samples.Weights(Around<float>(name, 7)));
        Network<float> first = Around<float>(name), second = Around<float>(name);
        Train(first);
        Train(second);
        Assert.Equal(Samples.Weights(first), Samples.Weights(second));
    }
}
