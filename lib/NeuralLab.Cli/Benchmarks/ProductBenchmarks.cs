using System.Globalization;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

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
            var C = Matrix<T>.Build.Dense(m, n);
            var (median, best) = Timing.Repeat(Product(shape[..2], m, k, n, C));
            return new(name, "us", median * 1e6, best * 1e6, Threads: 1, PeakShare: Timing.PeakShare<T>(2.0 * m * k * n, median, 1));
        });

        static Action Product(string kind, int m, int k, int n, Matrix<T> C)
        {
            Matrix<T> A = kind == "tn" ? Numbers(k, m) : Numbers(m, k), B = kind == "nt" ? Numbers(n, k) : Numbers(k, n);
            return kind switch
            {
                "nn" => () => Processor.Multiply(A, B, C),
                "tn" => () => Processor.TransposeMultiply(A, B, C),
                _ => () => Processor.MultiplyTranspose(A, B, C),
            };
        }

        static Matrix<T> Numbers(int rows, int columns)
        {
            Random random = new(rows * columns);
            return Matrix<T>.Build.Dense(rows, columns, (_, _) => T.CreateTruncating(random.NextDouble() - 0.5));
        }
    }
}
