using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Storage;

namespace NeuralLab.Kernels;

/// <summary>
/// A rectangle of a column-major matrix, as the kernels see it: no copy, no ownership.
/// Element (i, j) is <c>Data[i + j * Stride]</c>; a range of samples is a range of columns.
/// </summary>
/// <typeparam name="T">Number type.</typeparam>
internal readonly ref struct Block<T>
    where T : unmanaged
{
    internal Block(Span<T> data, int rows, int columns, int stride)
    {
        Data = data;
        Rows = rows;
        Columns = columns;
        Stride = stride;
    }

    /// <summary>The elements from the first to the last of the rectangle, with those between its columns.</summary>
    internal Span<T> Data { get; }

    internal int Rows { get; }

    internal int Columns { get; }

    /// <summary>Elements from one column to the next (the leading dimension).</summary>
    internal int Stride { get; }

    internal ref T this[int row, int column] => ref Data[row + column * Stride];

    internal bool IsEmpty => Columns == 0;

    /// <summary>True if the columns lie next to one another, so that the rectangle is one run of numbers.</summary>
    internal bool IsContiguous => Stride == Rows || Columns == 1;

    /// <summary>All elements as one run of numbers. Only for a contiguous block.</summary>
    internal Span<T> Run => Data[..(Rows * Columns)];

    internal Span<T> Column(int column) => Data.Slice(column * Stride, Rows);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Block<T> ColumnRange(int start, int count) =>
        new(count == 0 ? default : Data.Slice(start * Stride, (count - 1) * Stride + Rows), Rows, count, Stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Block<T> RowRange(int start, int count) =>
        new(Columns == 0 ? default : Data.Slice(start, (Columns - 1) * Stride + count), count, Columns, Stride);
}

internal static class BlockExtensions
{
    /// <summary>The numbers of a dense matrix, column by column; changes go to the matrix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T[] Values<T>(this Matrix<T> matrix)
        where T : unmanaged, IEquatable<T>, IFormattable =>
        Unsafe.As<DenseColumnMajorMatrixStorage<T>>(matrix.Storage).Data;

    /// <summary>The whole dense matrix as a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Block<T> Block<T>(this Matrix<T> matrix)
        where T : unmanaged, IEquatable<T>, IFormattable =>
        new(matrix.Values(), matrix.RowCount, matrix.ColumnCount, matrix.RowCount);

    /// <summary>A copy of a contiguous block.</summary>
    internal static Matrix<T> ToMatrix<T>(this Block<T> block)
        where T : unmanaged, IEquatable<T>, IFormattable =>
        Matrix<T>.Build.Dense(block.Rows, block.Columns, block.Run.ToArray());
}
