using System.Globalization;
using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab.Cli.Benchmarks;

/// <summary>
/// Matrix products of one thread, named gemm-KIND/ROWSxDEPTHxCOLUMNS/PRECISION: nn is A B, tn is AᵀB, nt is A Bᵀ. Squares, and the three
/// products of a middle layer of 784-512-512-10 in batches of 128.
/// </summary>
static class ProductBenchmarks
{
    static readonly string[] Shapes = ["nn/256x256x256", "nn/512x512x512", "nn/512x784x128", "tn/512x512x128", "nt/512x128x784"];

    internal static IReadOnlyList<Benchmark> All { get; } = [.. Shapes.Select(Create<float>), .. Shapes.Select(Create<double>)];

    static Benchmark Create<T>(string shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var name = $"gemm-{shape}/{(typeof(T) == typeof(float) ? "f32" : "f64")}";
        return new(name, _ =>
        {
            int[] sizes = [.. shape[3..].Split('x').Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
            int m = sizes[0], k = sizes[1], n = sizes[2];
            T[] a = Numbers(m * k), b = Numbers(k * n), c = new T[m * n];
            var kernels = Kernels<T>.Current;
            var (median, best) = Timing.Repeat(shape[..2] switch
            {
                "nn" => () => kernels.Multiply(new(a, m, k, m), new(b, k, n, k), new(c, m, n, m), []),
                "tn" => () => kernels.TransposeMultiply(new(a, k, m, k), new(b, k, n, k), new(c, m, n, m)),
                _ => () => kernels.MultiplyTranspose(new(a, m, k, m), new(b, n, k, n), new(c, m, n, m)),
            });
            return new(name, "us", median * 1e6, best * 1e6, Threads: 1, PeakShare: Timing.PeakShare<T>(2.0 * m * k * n, median, 1));
        });

        static T[] Numbers(int count)
        {
            Random random = new(count);
            return [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(random.NextDouble() - 0.5))];
        }
    }
}
