using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>What the processor can do at most, and the engine's matrix products to measure against it.</summary>
public static class Processor
{
    /// <summary>The floating-point operations a second that multiply-adds on registers reach, each counted as two: measured now.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="threads">How many threads work, from 1 to the number of cores.</param>
    public static double PeakOperations<T>(int threads = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FmaPeak.Measure<T>(Math.Min(Check.AtLeast(1, threads), Environment.ProcessorCount));

    /// <summary>C = A B on one thread, as a dense layer computes W X.</summary>
    /// <param name="A">m x k.</param>
    /// <param name="B">k x n.</param>
    /// <param name="C">m x n, overwritten.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or C is not dense.</exception>
    public static void Multiply<T>(Matrix<T> A, Matrix<T> B, Matrix<T> C)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(A, B, C, (A?.RowCount, A?.ColumnCount), (B?.RowCount, B?.ColumnCount));
        Kernels<T>.Current.Multiply(Matrices.Dense(A!).Block(), Matrices.Dense(B!).Block(), C.Block(), []);
    }

    /// <summary>C = Aᵀ B on one thread, as a dense layer computes Wᵀ dZ.</summary>
    /// <param name="A">k x m.</param>
    /// <param name="B">k x n.</param>
    /// <param name="C">m x n, overwritten.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or C is not dense.</exception>
    public static void TransposeMultiply<T>(Matrix<T> A, Matrix<T> B, Matrix<T> C)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(A, B, C, (A?.ColumnCount, A?.RowCount), (B?.RowCount, B?.ColumnCount));
        Kernels<T>.Current.TransposeMultiply(Matrices.Dense(A!).Block(), Matrices.Dense(B!).Block(), C.Block());
    }

    /// <summary>C = A Bᵀ on one thread, as a dense layer computes dZ Xᵀ.</summary>
    /// <param name="A">m x k.</param>
    /// <param name="B">n x k.</param>
    /// <param name="C">m x n, overwritten.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or C is not dense.</exception>
    public static void MultiplyTranspose<T>(Matrix<T> A, Matrix<T> B, Matrix<T> C)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(A, B, C, (A?.RowCount, A?.ColumnCount), (B?.ColumnCount, B?.RowCount));
        Kernels<T>.Current.MultiplyTranspose(Matrices.Dense(A!).Block(), Matrices.Dense(B!).Block(), C.Block());
    }

    static void Require<T>(Matrix<T>? A, Matrix<T>? B, Matrix<T>? C, (int? Rows, int? Columns) left, (int? Rows, int? Columns) right)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(A);
        ArgumentNullException.ThrowIfNull(B);
        ArgumentNullException.ThrowIfNull(C);
        if (left.Columns != right.Rows)
            throw new ArgumentException($"B must fit A, {Matrices.ShapeOf(A)}, but is {Matrices.ShapeOf(B)}.", nameof(B));
        if (C.RowCount != left.Rows || C.ColumnCount != right.Columns || C.AsColumnMajorArray() is null)
            throw new ArgumentException($"C must be a dense matrix of {left.Rows} x {right.Columns}, but is {Matrices.ShapeOf(C)}.", nameof(C));
    }
}
