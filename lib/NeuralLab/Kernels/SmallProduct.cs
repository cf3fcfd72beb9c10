using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralLab.Kernels;

/// <summary>
/// Matrix products so small that plain loops are done before the first tile would begin. The same chains of multiply-adds as in tiles,
/// and so the same bits.
/// </summary>
static unsafe class SmallProduct<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
{
    // In multiply-adds.
    const int Largest = 128;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Fits(int rows, int columns, int depth) => (long)rows * columns * depth <= Largest;

    /// <summary>C = start + A B, where start is one number for each row, or C itself.</summary>
    /// <param name="a">A.</param>
    /// <param name="b">B, in any order.</param>
    /// <param name="columnB">From one column of B to the next.</param>
    /// <param name="nextB">From one row of B to the next.</param>
    /// <param name="c">C.</param>
    /// <param name="start">One number for each row, or empty.</param>
    /// <param name="adds">True: begin with C.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply(Block<T> a, Block<T> b, nint columnB, nint nextB, Block<T> c, ReadOnlySpan<T> start, bool adds)
    {
        fixed (T* aData = a.Data, bData = b.Data, cData = c.Data, startData = start)
            for (var i = 0; i < c.Rows; i += V.Count)
            {
                var rows = Math.Min(V.Count, c.Rows - i);
                var first = startData == null ? V.Zero : V.LoadPart(startData + i, rows);
                T* column = cData + i, numbersB = bData;
                for (var j = 0; j < c.Columns; j++)
                {
                    T* numbersA = aData + i, numberB = numbersB;
                    var sum = adds ? V.LoadPart(column, rows) : first;
                    for (var k = 0; k < a.Columns; k++)
                    {
                        sum = V.MultiplyAdd(V.LoadPart(numbersA, rows), V.Repeat(*numberB), sum);
                        numbersA += a.Stride;
                        numberB += nextB;
                    }
                    V.StorePart(sum, column, rows);
                    column += c.Stride;
                    numbersB += columnB;
                }
            }
    }

    /// <summary>C = Aᵀ B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void TransposeMultiply(Block<T> a, Block<T> b, Block<T> c)
    {
        fixed (T* aData = a.Data, bData = b.Data, cData = c.Data)
        {
            T* column = cData, numbersB = bData;
            for (var j = 0; j < c.Columns; j++)
            {
                var numbersA = aData;
                for (var i = 0; i < c.Rows; i++)
                {
                    var sum = T.Zero;
                    for (nint k = 0; k < a.Rows; k++) sum = T.MultiplyAddEstimate(numbersA[k], numbersB[k], sum);
                    column[i] = sum;
                    numbersA += a.Stride;
                }
                column += c.Stride;
                numbersB += b.Stride;
            }
        }
    }
}
