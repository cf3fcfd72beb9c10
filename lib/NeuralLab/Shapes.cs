using System.Numerics;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>Shapes of matrices: checks at the border of the engine, beside those of <see cref="Matrices"/>.</summary>
static class Shapes
{
    internal static string Of<T>(Matrix<T> matrix)
        where T : struct, IEquatable<T>, IFormattable => $"{matrix.RowCount} x {matrix.ColumnCount}";

    internal static Matrix<T> Zeros<T>(int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if ((long)rows * columns > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(rows), $"A matrix of {rows} x {columns} is too large: it must have at most {Array.MaxLength} numbers.");
        return Matrix<T>.Build.Dense(rows, columns, new T[rows * columns]);
    }

    internal static Matrix<T> DenseLike<T>(Matrix<T> matrix, [CallerArgumentExpression(nameof(matrix))] string name = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(matrix, name);
        return Zeros<T>(matrix.RowCount, matrix.ColumnCount);
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
        if (IsFinite(matrix)) return;
        var i = Matrices.FirstNotFinite(matrix);
        throw new ArgumentException(
            $"{name} must hold finite numbers, but row {i % matrix.RowCount}, column {i / matrix.RowCount} (counted from 0) is {Matrices.Text(matrix.AsColumnMajorArray()[i])}.",
            name);
    }

    /// <summary>True if no element is NaN or infinite: x - x is 0 for every other number. Four sums at once keep the adders busy.</summary>
    internal static bool IsFinite<T>(Matrix<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> values = matrix.AsColumnMajorArray();
        T a = T.Zero, b = T.Zero, c = T.Zero, d = T.Zero;
        for (; values.Length >= 4; values = values[4..])
        {
            a += values[0] - values[0];
            b += values[1] - values[1];
            c += values[2] - values[2];
            d += values[3] - values[3];
        }
        foreach (var value in values) a += value - value;
        return a + b + c + d == T.Zero;
    }
}
