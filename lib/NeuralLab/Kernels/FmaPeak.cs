using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralLab.Kernels;

/// <summary>
/// How many operations a second this processor can do at most: multiply-adds on registers alone, in so many independent chains that
/// none waits for another. What matrix products are measured against.
/// </summary>
static class FmaPeak
{
    // Repetitions of about a millisecond; the best of them is what the processor can do when nothing else runs.
    const int Repetitions = 50;
    const int PiecesPerThread = 8;
    const int Rounds = 6_000;
    const int Chains = 12;

    /// <summary>Floating-point operations a second, a multiply-add counted as two.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="threads">How many threads work, from 1 to the number of cores.</param>
    internal static double Measure<T>(int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector512.IsHardwareAccelerated ? Measure<T, Lane512<T>>(threads)
        : Vector256.IsHardwareAccelerated ? Measure<T, Lane256<T>>(threads)
        : Vector128.IsHardwareAccelerated ? Measure<T, Lane128<T>>(threads)
        : Measure<T, Scalar<T>>(threads);

    static double Measure<T, V>(int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILane<T, V>
    {
        var chains = new Piece<T, V>();
        var shortest = double.PositiveInfinity;
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var start = Stopwatch.GetTimestamp();
            Workers.Run(chains, PiecesPerThread * threads, threads);
            shortest = Math.Min(shortest, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return 2.0 * Chains * V.Count * Rounds * PiecesPerThread * threads / shortest;
    }

    sealed class Piece<T, V> : IPieces
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILane<T, V>
    {
        T result;

        // The result is kept, so that the compiler cannot leave out the work.
        public void Run(int piece) => result = Chain();

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        static T Chain()
        {
            V a = V.Zero, b = V.Zero, c = V.Zero, d = V.Zero, e = V.Zero, f = V.Zero;
            V g = V.Zero, h = V.Zero, i = V.Zero, j = V.Zero, k = V.Zero, l = V.Zero;
            V factor = V.Create(0.5), summand = V.Create(0.25);
            for (var round = 0; round < Rounds; round++)
            {
                a = V.MultiplyAdd(a, factor, summand);
                b = V.MultiplyAdd(b, factor, summand);
                c = V.MultiplyAdd(c, factor, summand);
                d = V.MultiplyAdd(d, factor, summand);
                e = V.MultiplyAdd(e, factor, summand);
                f = V.MultiplyAdd(f, factor, summand);
                g = V.MultiplyAdd(g, factor, summand);
                h = V.MultiplyAdd(h, factor, summand);
                i = V.MultiplyAdd(i, factor, summand);
                j = V.MultiplyAdd(j, factor, summand);
                k = V.MultiplyAdd(k, factor, summand);
                l = V.MultiplyAdd(l, factor, summand);
            }
            return V.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
        }
    }
}
