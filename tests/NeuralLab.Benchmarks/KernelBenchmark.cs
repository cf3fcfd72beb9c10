using System.Numerics;
using BenchmarkDotNet.Attributes;
using NeuralLab.Kernels;

namespace NeuralLab.Benchmarks;

/// <summary>A benchmark that runs with every kind of kernels that this processor has.</summary>
/// <typeparam name="T">float or double.</typeparam>
[MemoryDiagnoser(displayGenColumns: false)]
public abstract class KernelBenchmark<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Which kernels.</summary>
    [ParamsSource(nameof(AllKernels))]
    public string Kernels { get; set; } = "";

    /// <summary>Names for <see cref="Kernels"/>.</summary>
    public static IEnumerable<string> AllKernels => KernelChoice.Names;

    private protected Kernels<T> Chosen { get; private set; } = Kernels<T>.Reference;

    /// <summary>Makes the kernels and the data.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Chosen = KernelChoice.Create<T>(Kernels);
        Fill(new Random(1));
    }

    private protected abstract void Fill(Random random);

    private protected static T[] RandomNumbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(2 * random.NextDouble() - 1))];
}
