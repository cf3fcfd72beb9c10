using System.Numerics;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Storage;

namespace NeuralLab;

/// <summary>Shapes of matrices: checks at the border, and dense storage for the kernels.</summary>
static class Shapes
{
    internal static string Of<T>(Matrix<T> matrix)
        where T : struct, IEquatable<T>, IFormattable => $"{matrix.RowCount} x {matrix.ColumnCount}";

    internal static Matrix<T> Zeros<T>(int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Matrix<T>.Build.Dense(rows, columns, new T[(long)rows * columns]);

    internal static Matrix<T> DenseLike<T>(Matrix<T> matrix, [CallerArgumentExpression(nameof(matrix))] string name = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(matrix, name);
        return Zeros<T>(matrix.RowCount, matrix.ColumnCount);
    }

    /// <summary>The matrix itself if it is dense (as nearly all are), else a dense copy.</summary>
    internal static Matrix<T> Dense<T>(Matrix<T> matrix, [CallerArgumentExpression(nameof(matrix))] string name = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(matrix, name);
        return matrix.Storage is DenseColumnMajorMatrixStorage<T> ? matrix : Matrix<T>.Build.DenseOfMatrix(matrix);
    }

    internal static void RequireSame<T>(
        Matrix<T> first, Matrix<T> second,
        [CallerArgumentExpression(nameof(first))] string firstName = "", [CallerArgumentExpression(nameof(second))] string secondName = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(first, firstName);
        ArgumentNullException.ThrowIfNull(second, secondName);
        if (first.RowCount != second.RowCount || first.ColumnCount != second.ColumnCount)
            throw new ArgumentException($"{secondName} must have the shape of {firstName}, {Of(first)}, but is {Of(second)}.", secondName);
    }

    /// <summary>The first element that is NaN or infinite stops the call.</summary>
    internal static void RequireFinite<T>(Matrix<T> matrix, [CallerArgumentExpression(nameof(matrix))] string name = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = Kernels.BlockExtensions.Values(matrix);
        for (var i = 0; i < values.Length; i++)
            if (!T.IsFinite(values[i]))
                throw new ArgumentException(
                    $"{name} must hold finite numbers, but row {i % matrix.RowCount}, sample {i / matrix.RowCount} (counted from 0) is {values[i]}.",
                    name);
    }
}
