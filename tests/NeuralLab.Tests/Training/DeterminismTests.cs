using System.Numerics;

namespace NeuralLab.Tests.Training;

/// <summary>One seed gives the same bits: run after run, at any number of threads, and whatever a full batch is called.</summary>
public class DeterminismTests
{
    public static TheoryData<int> Optimizers => Components.Indices(Components.Optimizers.Length);

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void TwoRunsAndTwoThreadsGiveTheSameBits(int optimizer)
    {
        Compare<double>(Components.Optimizers[optimizer]);
        Compare<float>(Components.Optimizers[optimizer]);
    }

    static void Compare<T>(Optimizer optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] Train(int threads, int seed = 5)
        {
            Network<T> network = new(3, new Dense<T>(20, 60, Activation.Tanh), new Dropout<T>(60, 0.3), new Dense<T>(60, 3, Activation.Softmax));
            Trainer<T> trainer = new(network)
            {
                Loss = Loss.CategoricalCrossEntropy, Optimizer = optimizer, Epochs = 2, BatchSize = 60, Threads = threads, Seed = seed,
                ValidationFraction = 0.1, Clipping = GradientClipping.ByGlobalNorm(2),
            };
            trainer.Fit(Samples.Normal<T>(20, 150), Samples.OneHotColumns<T>(3, 150));
            return Samples.Weights(network);
        }
        var first = Train(threads: 1);
        Assert.Equal(first, Train(threads: 1));
        Assert.Equal(first, Train(threads: 2));
        Assert.NotEqual(first, Train(threads: 1, seed: 6));
    }

    [Fact]
    public void AFullBatchIsABatchOfAllSamples()
    {
        double[] Train(int? batchSize)
        {
            var network = Mlp.Create(seed: 1, [3, 8, 2], Activation.Tanh);
            new Trainer<double>(network) { Loss = Loss.MeanSquaredError, BatchSize = batchSize, Epochs = 5 }
                .Fit(Samples.Normal<double>(3, 50), Samples.Normal<double>(2, 50, 2));
            return Samples.Weights(network);
        }
        Assert.Equal(Train(null), Train(50));
        Assert.NotEqual(Train(null), Train(25));
    }

    [Fact]
    public void ABatchThatDoesNotDivideTheDataEndsWithTheRest()
    {
        var network = Mlp.Create(seed: 1, [3, 8, 2], Activation.Tanh);
        var result = new Trainer<double>(network) { Loss = Loss.MeanSquaredError, BatchSize = 20, Epochs = 2 }
            .Fit(Samples.Normal<double>(3, 50), Samples.Normal<double>(2, 50, 2));
        Assert.Equal([3L, 6L], result.History.Steps);
    }
}
