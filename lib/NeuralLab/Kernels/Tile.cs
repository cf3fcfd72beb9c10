namespace NeuralLab.Kernels;

/// <summary>
/// A small rectangle of C = A B and where its numbers are: up to two vectors of rows by a few columns, so that its sums stay in
/// registers. Distances count numbers.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
unsafe struct Tile<T>
    where T : unmanaged
{
    /// <summary>How many products are added to each sum.</summary>
    internal nint Depth;

    /// <summary>The rows of A, next to one another for each k.</summary>
    internal T* A;

    /// <summary>From one k to the next.</summary>
    internal nint NextA;

    /// <summary>The columns of B.</summary>
    internal T* B;

    /// <summary>From one k to the next.</summary>
    internal nint NextB;

    /// <summary>From one column to the next.</summary>
    internal nint ColumnB;

    /// <summary>What the sums begin with: C, or the bias with distance 0 between columns; null for 0.</summary>
    internal T* Start;

    /// <summary>From one column to the next.</summary>
    internal nint ColumnStart;

    /// <summary>Where the sums go.</summary>
    internal T* C;

    /// <summary>From one column to the next.</summary>
    internal nint ColumnC;

    /// <summary>Rows in the last vector.</summary>
    internal int LastRows;
}
