using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralLab.Kernels;

/// <summary>
/// Matrix products that are one number deep or one column wide, as those of a network with one input or one output. Tiles would be
/// empty for the most part. The same chains of multiply-adds as in tiles, and so the same bits.
/// </summary>
static unsafe partial class ThinProduct<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
{
    /// <summary>Computes the product if it is thin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool Runs(in Product<T> p)
    {
        var nextB = p.TransposedB ? p.StrideB : 1;
        // Vectors of more numbers make up for the copy that tiles need.
        if (p.Columns == 1 && p.TransposedA && V.Count <= 4)
            Dots(p.A, p.StrideA, p.B, nextB, p.Depth, p.Start, p.C, p.Rows);
        else if (p.Columns == 1 && !p.TransposedA)
            Column(p.A, p.StrideA, p.B, nextB, p.Depth, p.Start, p.C, p.Rows);
        else if (p.Depth == 1 && (!p.TransposedA || p.StrideA == 1))
            Outer(p);
        else
            return false;
        return true;
    }

    /// <summary>c = start + A b, the columns of A one after the other; b with a distance between its numbers, which may be 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Column(T* a, nint strideA, T* b, nint nextB, int depth, T* start, T* c, int rows)
    {
        // Four sums at a time hide the latency of a multiply-add, and the last rows are one group, however many of them.
        const int group = 4;
        for (; rows > MostVectors * V.Count; rows -= group * V.Count)
        {
            new ColumnOf(a, strideA, b, nextB, depth, start, c, 0).Run<And<And<And<Whole>>>>();
            a += group * V.Count;
            c += group * V.Count;
            if (start != null) start += group * V.Count;
        }
        RunOn(new ColumnOf(a, strideA, b, nextB, depth, start, c, rows % V.Count), rows);
    }

    /// <summary>c[i] = start[i] + a_i b for columns a_i: number by number, eight at a time, for the numbers of c lie across the vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Dots(T* a, nint strideA, T* b, nint nextB, int depth, T* start, T* c, int count)
    {
        var i = 0;
        for (; i <= count - 8; i += 8)
        {
            T* left = a + i * strideA, right = left + 4 * strideA, factors = b;
            T s0 = T.Zero, s1 = T.Zero, s2 = T.Zero, s3 = T.Zero, s4 = T.Zero, s5 = T.Zero, s6 = T.Zero, s7 = T.Zero;
            if (start != null)
            {
                (s0, s1, s2, s3) = (start[i], start[i + 1], start[i + 2], start[i + 3]);
                (s4, s5, s6, s7) = (start[i + 4], start[i + 5], start[i + 6], start[i + 7]);
            }
            for (nint k = 0; k < depth; k++)
            {
                var factor = *factors;
                s0 = T.MultiplyAddEstimate(left[k], factor, s0);
                s1 = T.MultiplyAddEstimate(left[k + strideA], factor, s1);
                s2 = T.MultiplyAddEstimate(left[k + 2 * strideA], factor, s2);
                s3 = T.MultiplyAddEstimate(left[k + 3 * strideA], factor, s3);
                s4 = T.MultiplyAddEstimate(right[k], factor, s4);
                s5 = T.MultiplyAddEstimate(right[k + strideA], factor, s5);
                s6 = T.MultiplyAddEstimate(right[k + 2 * strideA], factor, s6);
                s7 = T.MultiplyAddEstimate(right[k + 3 * strideA], factor, s7);
                factors += nextB;
            }
            (c[i], c[i + 1], c[i + 2], c[i + 3]) = (s0, s1, s2, s3);
            (c[i + 4], c[i + 5], c[i + 6], c[i + 7]) = (s4, s5, s6, s7);
        }
        for (; i < count; i++)
        {
            T* column = a + i * strideA, factors = b;
            var sum = start == null ? T.Zero : start[i];
            for (nint k = 0; k < depth; k++)
            {
                sum = T.MultiplyAddEstimate(column[k], *factors, sum);
                factors += nextB;
            }
            c[i] = sum;
        }
    }

    /// <summary>C = start + a bᵀ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Outer(in Product<T> p)
    {
        if (p.Rows <= MostVectors * V.Count)
        {
            RunOn(new OuterOf(p), p.Rows);
            return;
        }
        T* a = p.A, b = p.B, c = p.C, start = p.Start;
        nint nextB = p.TransposedB ? 1 : p.StrideB, nextC = p.StrideC, nextStart = p.StrideStart;
        int rows = p.Rows, whole = rows - rows % V.Count;
        for (var j = p.Columns; j > 0; j--)
        {
            var factor = V.Repeat(*b);
            for (var i = 0; i < whole; i += V.Count)
                V.Store(V.MultiplyAdd(V.Load(a + i), factor, start == null ? V.Zero : V.Load(start + i)), c + i);
            if (whole < rows)
            {
                var sum = start == null ? V.Zero : V.LoadPart(start + whole, rows - whole);
                V.StorePart(V.MultiplyAdd(V.LoadPart(a + whole, rows - whole), factor, sum), c + whole, rows - whole);
            }
            b += nextB;
            c += nextC;
            if (start != null) start += nextStart;
        }
    }
}
