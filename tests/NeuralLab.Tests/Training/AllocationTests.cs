using System.Numerics;

namespace NeuralLab.Tests.Training;

/// <summary>Tests that measure what the whole process does run while no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>A training step allocates nothing after the first, on any thread.</summary>
[Collection(nameof(Alone))]
public class AllocationTests
{
    public static TheoryData<int, int> Cases => [.. Enumerable.Range(0, Components.Optimizers.Length).SelectMany(i => new[] { (i, 1), (i, 2) })];

    [Theory]
    [MemberData(nameof(Cases))]
    public void AStepAllocatesNothing(int optimizer, int threads)
    {
        Measure<float>(Components.Optimizers[optimizer], threads);
        Measure<double>(Components.Optimizers[optimizer], threads);
    }

    static void Measure<T>(Optimizer optimizer, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // All layers but CustomLayer, whose methods return new matrices; large enough for a second thread to be worth it.
        Layer<T>[][] networks =
        [
            [new Dense<T>(40, 50, Activation.Sigmoid), new Dropout<T>(50, 0.2), new ActivationLayer<T>(50, Activation.GELU), new Dense<T>(50, 3, Activation.Softmax)],
            [new Dense<T>(40, 50, hasBias: false), new BatchNorm<T>(50), new ActivationLayer<T>(50, Activation.ReLU), new Dense<T>(50, 3, Activation.Softmax)],
        ];
        foreach (var layers in networks)
        {
            Trainer<T> trainer = new(new(1, layers))
            {
                Loss = Loss.CategoricalCrossEntropy, Optimizer = optimizer, BatchSize = 64, Threads = threads, Regularizer = Regularizer.L2(1e-4),
                Clipping = GradientClipping.ByGlobalNorm(1), MaxNorm = new(3),
            };
            TrainingRun<T> run = new(trainer, Samples.Normal<T>(40, 200), Samples.OneHotColumns<T>(3, 200));
            long number = 0;
            void Steps(int count)
            {
                for (var i = 0; i < count; i++) run.Step.Run(run.Batch(i % 3 * 64), ++number, 0.001);
            }
            Steps(5);
            // The process may allocate on its own account in one window; not in all of them.
            long own = long.MaxValue, all = long.MaxValue;
            for (var window = 0; window < 5 && (own > 0 || all > 0); window++)
            {
                long ownBefore = GC.GetAllocatedBytesForCurrentThread(), allBefore = GC.GetTotalAllocatedBytes(precise: true);
                Steps(10);
                own = Math.Min(own, GC.GetAllocatedBytesForCurrentThread() - ownBefore);
                all = Math.Min(all, GC.GetTotalAllocatedBytes(precise: true) - allBefore);
            }
            Assert.True((own, all) == (0, 0), $"{optimizer} {typeof(T).Name}: 10 steps allocated {own} bytes on the caller's thread, {all} in all");
        }
    }
}
