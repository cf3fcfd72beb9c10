using System.Numerics;

namespace NeuralLab.Tests.Training;

/// <summary>A batch that goes through the network in parts gives the step of a batch that goes through whole.</summary>
public class LargeBatchTests
{
    const int Count = 3000, Seed = 4;

    [Fact]
    public void AStepInDoubleIsThatOfTheWholeBatch() => CompareStep<double>(1e-14);

    [Fact]
    public void AStepInFloatIsThatOfTheWholeBatch() => CompareStep<float>(1e-6);

    [Theory]
    [InlineData(null)]
    [InlineData(1600)]
    public void TwoThreadsGiveTheSameBits(int? batchSize)
    {
        double[] Train(int threads)
        {
            var network = Network<double>();
            Fit(network, batchSize, epochs: 3, threads);
            return Samples.Weights(network);
        }
        Assert.Equal(Train(threads: 1), Train(threads: 2));
    }

    static void CompareStep<T>(double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Network<T> whole = Network<T>(), parts = Network<T>();
        var pass = whole.Forward(Inputs<T>());
        // What the first step of a run draws its dropout masks from.
        pass.Begin(StepKey.OfRun(Seed).OfStep(1));
        pass.Forward(pass.All);
        var loss = whole.Backward(pass, Targets<T>(), Loss.CategoricalCrossEntropy);
        foreach (var parameter in whole.Parameters) parameter.Value.Subtract(parameter.Gradient, parameter.Value);

        var history = Fit(parts, batchSize: null, epochs: 1, threads: 2);

        Numeric.Close(loss, history.Loss[0], tolerance);
        Numeric.Close(Doubles(whole), Doubles(parts), tolerance);
    }

    static Network<T> Network<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(1, new Dense<T>(9, 40, Activation.Tanh), new Dropout<T>(40, 0.4), new Dense<T>(40, 5, Activation.ReLU), new Dense<T>(5, 3, Activation.Softmax));

    static History Fit<T>(Network<T> network, int? batchSize, int epochs, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Trainer<T>(network)
        {
            Loss = Loss.CategoricalCrossEntropy, Optimizer = new GradientDescent(1), BatchSize = batchSize, Epochs = epochs, Threads = threads, Seed = Seed,
        }.Fit(Inputs<T>(), Targets<T>()).History;

    static MathNet.Numerics.LinearAlgebra.Matrix<T> Inputs<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Samples.Normal<T>(9, Count);

    static MathNet.Numerics.LinearAlgebra.Matrix<T> Targets<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Samples.OneHotColumns<T>(3, Count);

    static double[] Doubles<T>(Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Samples.Weights(network).Select(double.CreateChecked)];
}
