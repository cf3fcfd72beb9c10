using System.Numerics;
using BenchmarkDotNet.Attributes;
using NeuralLab.Kernels;

namespace NeuralLab.Benchmarks;

/// <summary>The three matrix products at shapes of the labs: forward, gradient of the input, gradient of the weights.</summary>
/// <typeparam name="T">float or double.</typeparam>
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
public class ProductBenchmark<T> : KernelBenchmark<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    T[] a = [], b = [], c = [];
    int m, k, n;

    /// <summary>Rows of C, numbers in a sum, columns of C.</summary>
    [Params("32x2x32", "1x32x32", "20x20x32", "32x32x32", "10x64x32", "128x784x32", "512x512x64", "256x256x256", "512x512x512")]
    public string Shape { get; set; } = "";

    private protected override void Fill(Random random)
    {
        var sizes = Shape.Split('x').Select(size => int.Parse(size, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        (m, k, n) = (sizes[0], sizes[1], sizes[2]);
        (a, b, c) = (RandomNumbers(random, m * k), RandomNumbers(random, k * n), new T[m * n]);
    }

    /// <summary>C = A B.</summary>
    [Benchmark]
    public void Multiply() => Chosen.Multiply(new(a, m, k, m), new(b, k, n, k), new(c, m, n, m), []);

    /// <summary>C = Aᵀ B.</summary>
    [Benchmark]
    public void TransposeMultiply() => Chosen.TransposeMultiply(new(a, k, m, k), new(b, k, n, k), new(c, m, n, m));

    /// <summary>C = A Bᵀ.</summary>
    [Benchmark]
    public void MultiplyTranspose() => Chosen.MultiplyTranspose(new(a, m, k, m), new(b, n, k, n), new(c, m, n, m));
}
