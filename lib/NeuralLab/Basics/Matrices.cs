using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// Dense column-major matrices at the border of the engine: what MathNet does not offer, and checks whose errors say what is wrong where.
/// A wrong shape is an <see cref="ArgumentException"/>, a number that is none a <see cref="DataException"/>.
/// </summary>
static class Matrices
{
    internal static string ShapeOf<T>(Matrix<T> matrix)
        where T : struct, IEquatable<T>, IFormattable => $"{matrix.RowCount} x {matrix.ColumnCount}";

    internal static Matrix<T> Zeros<T>(int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if ((long)rows * columns > Array.MaxLength)
            throw new ArgumentOutOfRangeException(
                nameof(rows), $"A matrix of {rows} x {columns} is too large: it must have at most {Array.MaxLength} numbers.");
        return Matrix<T>.Build.Dense(rows, columns, new T[rows * columns]);
    }

    internal static Matrix<T> ZerosLike<T>(Matrix<T> matrix, [CallerArgumentExpression(nameof(matrix))] string name = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(matrix, name);
        return Zeros<T>(matrix.RowCount, matrix.ColumnCount);
    }

    /// <summary>The matrix itself, or a dense copy if its storage is not one column-major array. Null and empty ones are refused.</summary>
    internal static Matrix<T> Dense<T>(Matrix<T> matrix, [CallerArgumentExpression(nameof(matrix))] string name = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(matrix, name);
        if (matrix.RowCount == 0 || matrix.ColumnCount == 0)
            throw new ArgumentException($"{name} must have at least one row and one sample (column), but is {ShapeOf(matrix)}.", name);
        return matrix.AsColumnMajorArray() is null ? Matrix<T>.Build.DenseOfMatrix(matrix) : matrix;
    }

    /// <summary>The chosen columns in the chosen order; indices are trusted.</summary>
    internal static Matrix<T> Columns<T>(Matrix<T> matrix, ReadOnlySpan<int> indices)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rows = matrix.RowCount;
        T[] source = matrix.AsColumnMajorArray(), chosen = new T[rows * indices.Length];
        for (var position = 0; position < indices.Length; position++)
            source.AsSpan(indices[position] * rows, rows).CopyTo(chosen.AsSpan(position * rows));
        return Matrix<T>.Build.Dense(rows, indices.Length, chosen);
    }

    /// <summary>A copy in another number type; what is too large becomes infinite.</summary>
    internal static Matrix<TOther> Convert<T, TOther>(Matrix<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther> => Matrix<TOther>.Build.Dense(
            matrix.RowCount, matrix.ColumnCount, Array.ConvertAll(matrix.AsColumnMajorArray(), TOther.CreateTruncating));

    internal static void RequireSameShape<T>(
        Matrix<T> first, Matrix<T> second,
        [CallerArgumentExpression(nameof(first))] string firstName = "", [CallerArgumentExpression(nameof(second))] string secondName = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(first, firstName);
        ArgumentNullException.ThrowIfNull(second, secondName);
        if (first.RowCount != second.RowCount || first.ColumnCount != second.ColumnCount)
            throw new ArgumentException($"{secondName} must have the shape of {firstName}, {ShapeOf(first)}, but is {ShapeOf(second)}.", secondName);
    }

    /// <summary>The first NaN or infinity of an argument is an error that says where it is.</summary>
    internal static void RequireFinite<T>(Matrix<T> matrix, [CallerArgumentExpression(nameof(matrix))] string name = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        RequireFinite(matrix, (row, column) => $"{name}: row {row}, column {column} (counted from 0)");

    /// <summary>The first NaN or infinity is an error that says where it is: <paramref name="place"/> of row and sample.</summary>
    internal static void RequireFinite<T>(Matrix<T> matrix, Func<int, int, string> place)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (IsFinite(matrix)) return;
        var wrong = Array.FindIndex(matrix.AsColumnMajorArray(), value => !T.IsFinite(value));
        throw new DataException(
            $"{place(wrong % matrix.RowCount, wrong / matrix.RowCount)} is {Text(matrix.AsColumnMajorArray()[wrong])}; it must be a finite number.");
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

    /// <summary>The number as messages show it, whatever the culture.</summary>
    internal static string Text<T>(T value)
        where T : IFormattable => value.ToString("G6", CultureInfo.InvariantCulture);
}
