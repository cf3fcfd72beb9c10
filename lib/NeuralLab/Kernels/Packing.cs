using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralLab.Kernels;

/// <summary>
/// Copies a few rows or columns of a matrix into the order in which tiles read them: for each k, all of them side by side. What lies
/// between their number and the width is for no one to read but may be written.
/// </summary>
static unsafe class Packing<T, V>
    where T : unmanaged
    where V : struct, ILane<T, V>
{
    /// <summary>Columns that <see cref="Transpose"/> takes at once: the width must be a multiple.</summary>
    internal static int Group => 32 / sizeof(T);

    /// <summary>target[k * width + i] = source[i + k * stride] for i below count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Copy(T* source, nint stride, int count, int depth, T* target, int width)
    {
        for (var k = 0; k < depth; k++)
        {
            var i = 0;
            for (; i <= count - V.Count; i += V.Count) V.Store(V.Load(source + i), target + i);
            if (i < count) V.StorePart(V.LoadPart(source + i, count - i), target + i, count - i);
            source += stride;
            target += width;
        }
    }

    /// <summary>target[k * width + i] = source[i * stride + k] for i below count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Transpose(T* source, nint stride, int count, int depth, T* target, int width)
    {
        // In short runs of k, so that what is written stays in the nearest cache until its lines are full.
        const int run = 64;
        for (var k = 0; k < depth; k += run)
            for (var i = 0; i < count; i += Group)
            {
                T* from = source + i * stride + k, to = target + i + k * width;
                if (sizeof(T) == 4) EightColumns((float*)from, stride, count - i, Math.Min(run, depth - k), (float*)to, width);
                else FourColumns((double*)from, stride, count - i, Math.Min(run, depth - k), (double*)to, width);
            }
    }

    // Columns that are not there are read as the last one that is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void EightColumns(float* source, nint stride, int count, int depth, float* target, nint width)
    {
        var last = source + (count - 1) * stride;
        float* a = source, b = Next(a, stride, last), c = Next(b, stride, last), d = Next(c, stride, last);
        float* e = Next(d, stride, last), f = Next(e, stride, last), g = Next(f, stride, last), h = Next(g, stride, last);
        nint k = 0;
        for (; k <= depth - 4; k += 4)
        {
            Vector256<float> ae = Load(a + k, e + k), bf = Load(b + k, f + k), cg = Load(c + k, g + k), dh = Load(d + k, h + k);
            // a0 b0 a1 b1 and e0 f0 e1 f1, and so on; then pairs of them: a0 b0 c0 d0 and e0 f0 g0 h0.
            Vector256<double> ab0 = Zip.Lower(ae, bf).AsDouble(), ab2 = Zip.Upper(ae, bf).AsDouble();
            Vector256<double> cd0 = Zip.Lower(cg, dh).AsDouble(), cd2 = Zip.Upper(cg, dh).AsDouble();
            var row = target + k * width;
            Zip.Lower(ab0, cd0).AsSingle().Store(row);
            Zip.Upper(ab0, cd0).AsSingle().Store(row + width);
            Zip.Lower(ab2, cd2).AsSingle().Store(row + 2 * width);
            Zip.Upper(ab2, cd2).AsSingle().Store(row + 3 * width);
        }
        for (; k < depth; k++)
        {
            var row = target + k * width;
            (row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7]) = (a[k], b[k], c[k], d[k], e[k], f[k], g[k], h[k]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void FourColumns(double* source, nint stride, int count, int depth, double* target, nint width)
    {
        var last = source + (count - 1) * stride;
        double* a = source, b = Next(a, stride, last), c = Next(b, stride, last), d = Next(c, stride, last);
        nint k = 0;
        for (; k <= depth - 2; k += 2)
        {
            Vector256<double> ac = Load(a + k, c + k), bd = Load(b + k, d + k);
            Zip.Lower(ac, bd).Store(target + k * width);
            Zip.Upper(ac, bd).Store(target + (k + 1) * width);
        }
        if (k == depth) return;
        var row = target + k * width;
        (row[0], row[1], row[2], row[3]) = (a[k], b[k], c[k], d[k]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TNumber* Next<TNumber>(TNumber* column, nint stride, TNumber* last)
        where TNumber : unmanaged => column == last ? last : column + stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<TNumber> Load<TNumber>(TNumber* lower, TNumber* upper)
        where TNumber : unmanaged => Vector256.Create(Vector128.Load(lower), Vector128.Load(upper));
}
