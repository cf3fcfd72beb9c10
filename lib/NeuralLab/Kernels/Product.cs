using System.Runtime.CompilerServices;

namespace NeuralLab.Kernels;

/// <summary>A matrix product C = start + A B and where its numbers are. Distances count numbers.</summary>
/// <typeparam name="T">float or double.</typeparam>
unsafe struct Product<T>
    where T : unmanaged
{
    internal int Rows;
    internal int Columns;

    /// <summary>How many products make one number of C.</summary>
    internal int Depth;

    internal T* A;

    /// <summary>From one column of the memory of A to the next.</summary>
    internal nint StrideA;

    /// <summary>A lies transposed: the columns of its memory are its rows.</summary>
    internal bool TransposedA;

    internal T* B;

    /// <summary>From one column of the memory of B to the next.</summary>
    internal nint StrideB;

    /// <summary>B lies transposed.</summary>
    internal bool TransposedB;

    internal T* C;
    internal nint StrideC;

    /// <summary>What the sums begin with: one number for each row, or C itself; null for 0.</summary>
    internal T* Start;

    /// <summary>From one column to the next: 0 where all columns begin with the same.</summary>
    internal nint StrideStart;

    /// <summary>
    /// The same product of a single row, as a column: the numbers of C are in the same places, and each is the same sum, but now they
    /// lie along the vectors.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal readonly Product<T> AsColumn()
    {
        if (Start != null && Start != C) new Span<T>(C, Columns).Fill(*Start);
        return new()
        {
            Rows = Columns, Columns = 1, Depth = Depth,
            A = B, StrideA = StrideB, TransposedA = !TransposedB,
            B = A, StrideB = StrideA, TransposedB = !TransposedA,
            C = C, StrideC = Columns, Start = Start == null ? null : C,
        };
    }
}
