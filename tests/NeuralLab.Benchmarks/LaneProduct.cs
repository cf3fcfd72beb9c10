using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralLab.Kernels;

namespace NeuralLab.Benchmarks;

/// <summary>A matrix of lanes: element (i, k) is lane <c>i * Row + k * Next</c>.</summary>
readonly unsafe struct Lanes<T>(T* data, nint row, nint next)
    where T : unmanaged
{
    internal readonly T* Data = data;
    internal readonly nint Row = row, Next = next;
}

/// <summary>
/// C(i, j) = start(i) + the sum over k of A(i, k) B(j, k), one product in each lane: forward, dX and dW differ in strides alone.
/// </summary>
static unsafe class LaneProduct<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
{
    /// <summary>In tiles of 2 x 4 sums. Rows and columns that are not there are computed as the last one that is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(Lanes<T> a, Lanes<T> b, Lanes<T> c, Lanes<T> start, int rows, int columns, int depth)
    {
        int n = V.Count;
        for (var i = 0; i < rows; i += 2)
        {
            nint nextRow = i + 1 < rows ? n : 0;
            var first = start.Data == null ? null : start.Data + i * start.Row * n;
            for (var j = 0; j < columns; j += 4)
            {
                nint j1 = Math.Min(1, columns - 1 - j) * n, j2 = Math.Min(2, columns - 1 - j) * n, j3 = Math.Min(3, columns - 1 - j) * n;
                Tile(
                    a.Data + i * a.Row * n, nextRow * a.Row, a.Next * n,
                    b.Data + j * b.Row * n, j1 * b.Row, j2 * b.Row, j3 * b.Row, b.Next * n,
                    c.Data + (i * c.Row + j * c.Next) * n, nextRow * c.Row, j1 * c.Next, j2 * c.Next, j3 * c.Next,
                    first, nextRow * start.Row, depth);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Tile(
        T* a, nint row, nint nextA, T* b0, nint b1, nint b2, nint b3, nint nextB,
        T* c, nint rowC, nint c1, nint c2, nint c3, T* start, nint rowStart, int depth)
    {
        V first = start == null ? V.Zero : V.Load(start), second = start == null ? V.Zero : V.Load(start + rowStart);
        V s00 = first, s01 = first, s02 = first, s03 = first, s10 = second, s11 = second, s12 = second, s13 = second;
        T* lower = a + row, column1 = b0 + b1, column2 = b0 + b2, column3 = b0 + b3;
        nint atA = 0, atB = 0;
        for (var k = 0; k < depth; k++)
        {
            V x = V.Load(a + atA), y = V.Load(lower + atA), z = V.Load(b0 + atB);
            (s00, s10) = (V.MultiplyAdd(x, z, s00), V.MultiplyAdd(y, z, s10));
            z = V.Load(column1 + atB);
            (s01, s11) = (V.MultiplyAdd(x, z, s01), V.MultiplyAdd(y, z, s11));
            z = V.Load(column2 + atB);
            (s02, s12) = (V.MultiplyAdd(x, z, s02), V.MultiplyAdd(y, z, s12));
            z = V.Load(column3 + atB);
            (s03, s13) = (V.MultiplyAdd(x, z, s03), V.MultiplyAdd(y, z, s13));
            atA += nextA;
            atB += nextB;
        }
        V.Store(s00, c);
        V.Store(s01, c + c1);
        V.Store(s02, c + c2);
        V.Store(s03, c + c3);
        V.Store(s10, c + rowC);
        V.Store(s11, c + rowC + c1);
        V.Store(s12, c + rowC + c2);
        V.Store(s13, c + rowC + c3);
    }
}
