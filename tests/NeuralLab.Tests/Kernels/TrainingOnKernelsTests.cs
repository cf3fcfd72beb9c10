using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab.Tests.Kernels;

/// <summary>
/// Two hundred steps of training with each set of kernels. The weights of one network stay in a core's cache, those of the other do not;
/// both have batches that are cut into as many slices as there are threads, the second into three at most.
/// </summary>
public class TrainingOnKernelsTests
{
    public static TheoryData<string> Names => [.. KernelChoice.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void ThreadsGiveTheSameBitsAsOne(string kernels)
    {
        Compare<float>(200, 2);
        Compare<double>(1050, 2);
        Compare<double>(1050, 3);

        void Compare<T>(int inputs, int threads)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var (alone, together) = (Train<T>(kernels, inputs, new Adam(), 1), Train<T>(kernels, inputs, new Adam(), threads));
            Assert.Equal(alone.Weights, together.Weights);
            Assert.Equal(alone.Losses, together.Losses);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryWidthLearnsWhatTheReferenceLearns(string kernels)
    {
        // Adam would divide by gradients that are nearly 0, and with them by their rounding errors.
        Momentum momentum = new(0.05);
        Assert.InRange(Distance(Train<float>("reference", 200, momentum, 2).Weights, Train<float>(kernels, 200, momentum, 2).Weights), 0, 1e-5);
        Assert.InRange(Distance(Train<double>("reference", 200, momentum, 2).Weights, Train<double>(kernels, 200, momentum, 2).Weights), 0, 1e-12);
    }

    static (T[] Weights, double[] Losses) Train<T>(string kernels, int inputs, Optimizer optimizer, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int batch = 80, steps = 200;
        Network<T> network = new(seed: 1, new Dense<T>(inputs, 65, Activation.Tanh), new Dropout<T>(65, 0.2), new Dense<T>(65, 10, Activation.Softmax))
        {
            Kernels = KernelChoice.Create<T>(kernels),
        };
        var result = new Trainer<T>(network)
        {
            Loss = Loss.CategoricalCrossEntropy, Optimizer = optimizer, BatchSize = batch, Epochs = steps / 2, Threads = threads,
        }.Fit(Samples.Normal<T>(inputs, 2 * batch), Samples.OneHotColumns<T>(10, 2 * batch));
        Assert.Equal(steps, result.History.Steps[^1]);
        return (Samples.Weights(network), [.. result.History.Loss]);
    }

    /// <summary>The norm of the difference, relative to that of the expected weights.</summary>
    static double Distance<T>(T[] expected, T[] weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double difference = 0, norm = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            var (e, w) = (double.CreateChecked(expected[i]), double.CreateChecked(weights[i]));
            difference += (e - w) * (e - w);
            norm += e * e;
        }
        return Math.Sqrt(difference / norm);
    }
}
