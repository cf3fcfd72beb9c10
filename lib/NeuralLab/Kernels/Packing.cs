using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NeuralLab.Kernels;

/// <summary>Copies a few rows or columns of a matrix into the order in which tiles read them: for each k, all of them side by side.</summary>
static unsafe class Packing<T, V>
    where T : unmanaged
    where V : struct, ILane<T, V>
{
    /// <summary>target[k * width + i] = source[i + k * stride] for i below count, and 0 up to the next whole vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Copy(T* source, nint stride, int count, int depth, T* target, int width)
    {
        for (var k = 0; k < depth; k++)
        {
            var i = 0;
            for (; i <= count - V.Count; i += V.Count) V.Store(V.Load(source + i), target + i);
            if (i < count)
            {
                var part = V.LoadPart(source + i, count - i);
                if (i + V.Count <= width) V.Store(part, target + i);
                else V.StorePart(part, target + i, count - i);
            }
            source += stride;
            target += width;
        }
    }

    /// <summary>target[k * width + i] = source[i * stride + k] for i below count, and 0 for i up to width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Transpose(T* source, nint stride, int count, int depth, T* target, int width)
    {
        var i = 0;
        for (; i <= count - 4; i += 4) TransposeFour(source + i * stride, stride, depth, target + i, width);
        for (; i < count; i++)
            for (var k = 0; k < depth; k++) target[k * width + i] = source[i * stride + k];
        for (; i < width; i++)
            for (var k = 0; k < depth; k++) target[k * width + i] = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void TransposeFour(T* source, nint stride, int depth, T* target, nint width)
    {
        T* a = source, b = a + stride, c = b + stride, d = c + stride;
        var step = Vector128<T>.Count;
        nint k = 0;
        for (; k <= depth - step; k += step)
        {
            var (ab, abUpper) = Zip(Vector128.Load(a + k), Vector128.Load(b + k));
            var (cd, cdUpper) = Zip(Vector128.Load(c + k), Vector128.Load(d + k));
            var row = target + k * width;
            if (sizeof(T) == 8)
            {
                ab.Store(row);
                cd.Store(row + 2);
                abUpper.Store(row + width);
                cdUpper.Store(row + width + 2);
            }
            else
            {
                // Pairs of floats are zipped as doubles.
                var (first, second) = Zip(ab.AsDouble(), cd.AsDouble());
                var (third, fourth) = Zip(abUpper.AsDouble(), cdUpper.AsDouble());
                first.As<double, T>().Store(row);
                second.As<double, T>().Store(row + width);
                third.As<double, T>().Store(row + 2 * width);
                fourth.As<double, T>().Store(row + 3 * width);
            }
        }
        for (; k < depth; k++)
        {
            var row = target + k * width;
            (row[0], row[1], row[2], row[3]) = (a[k], b[k], c[k], d[k]);
        }
    }

    /// <summary>a0 b0 a1 b1 ...: the lower and the upper half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector128<TNumber> Lower, Vector128<TNumber> Upper) Zip<TNumber>(Vector128<TNumber> a, Vector128<TNumber> b)
        where TNumber : unmanaged
    {
        if (sizeof(TNumber) == 8)
        {
            return Sse2.IsSupported
                ? (Sse2.UnpackLow(a.AsDouble(), b.AsDouble()).As<double, TNumber>(), Sse2.UnpackHigh(a.AsDouble(), b.AsDouble()).As<double, TNumber>())
                : (AdvSimd.Arm64.ZipLow(a.AsDouble(), b.AsDouble()).As<double, TNumber>(), AdvSimd.Arm64.ZipHigh(a.AsDouble(), b.AsDouble()).As<double, TNumber>());
        }
        return Sse.IsSupported
            ? (Sse.UnpackLow(a.AsSingle(), b.AsSingle()).As<float, TNumber>(), Sse.UnpackHigh(a.AsSingle(), b.AsSingle()).As<float, TNumber>())
            : (AdvSimd.Arm64.ZipLow(a.AsSingle(), b.AsSingle()).As<float, TNumber>(), AdvSimd.Arm64.ZipHigh(a.AsSingle(), b.AsSingle()).As<float, TNumber>());
    }
}
