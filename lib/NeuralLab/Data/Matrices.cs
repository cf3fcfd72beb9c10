using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>The few things that data needs of dense column-major matrices and MathNet does not offer.</summary>
static class Matrices
{
    /// <summary>The matrix itself, or a dense copy if its storage is not one column-major array. Null and empty ones are refused.</summary>
    public static Matrix<T> Dense<T>(Matrix<T> matrix, [CallerArgumentExpression(nameof(matrix))] string? parameter = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(matrix, parameter);
        if (matrix.RowCount == 0 || matrix.ColumnCount == 0)
            throw new ArgumentException($"Expected at least one row and one sample, got {Shapes.Of(matrix)}.", parameter);
        return matrix.AsColumnMajorArray() is null ? Matrix<T>.Build.DenseOfMatrix(matrix) : matrix;
    }

    /// <summary>The chosen columns in the chosen order; indices are trusted.</summary>
    public static Matrix<T> Columns<T>(Matrix<T> matrix, ReadOnlySpan<int> indices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = matrix.RowCount;
        T[] source = matrix.AsColumnMajorArray(), chosen = new T[rows * indices.Length];
        for (int position = 0; position < indices.Length; position++)
            source.AsSpan(indices[position] * rows, rows).CopyTo(chosen.AsSpan(position * rows));
        return Matrix<T>.Build.Dense(rows, indices.Length, chosen);
    }

    /// <summary>A copy in another number type; what is too large becomes infinite.</summary>
    public static Matrix<TOther> Convert<T, TOther>(Matrix<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther> =>
        Matrix<TOther>.Build.Dense(
            matrix.RowCount, matrix.ColumnCount, Array.ConvertAll(matrix.AsColumnMajorArray(), TOther.CreateTruncating));

    /// <summary>The first NaN or infinity is an error that says where: <paramref name="place"/> of row and sample.</summary>
    public static void RequireFinite<T>(Matrix<T> matrix, Func<int, int, string> place) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int wrong = FirstNotFinite(matrix);
        if (wrong >= 0)
            throw new DataException($"{place(wrong % matrix.RowCount, wrong / matrix.RowCount)} is {Text(matrix.AsColumnMajorArray()[wrong])}; "
                + "expected a finite number.");
    }

    /// <summary>Index of the first NaN or infinity in the columns one after another, or -1.</summary>
    public static int FirstNotFinite<T>(Matrix<T> matrix) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Array.FindIndex(matrix.AsColumnMajorArray(), value => !T.IsFinite(value));

    /// <summary>The number as messages show it, whatever the culture.</summary>
    public static string Text<T>(T value) where T : IFormattable => value.ToString("G6", CultureInfo.InvariantCulture);
}
