namespace NeuralLab.Kernels;

/// <summary>A matrix product C = A B + bias and where its numbers are. Distances count numbers.</summary>
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

    /// <summary>One number for each row, or null.</summary>
    internal T* Bias;
}
