using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Charts;

/// <summary>Rows and columns of numbers to draw. Matrices and arrays convert to it by themselves.</summary>
public sealed class Grid
{
    Grid(double[][] rows, string source)
    {
        if (rows.Length == 0 || rows[0].Length == 0)
            throw new ArgumentException("Expected at least one row and one column, got none.", source);
        if (rows.FirstOrDefault(row => row.Length != rows[0].Length) is { } ragged)
            throw new ArgumentException($"Expected rows of {rows[0].Length} numbers like the first, got one of {ragged.Length}.", source);
        Rows = rows;
    }

    /// <summary>The number of rows, at least 1.</summary>
    public int RowCount => Rows.Length;

    /// <summary>The number of columns, at least 1.</summary>
    public int ColumnCount => Rows[0].Length;

    /// <summary>A number.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="column">From 0.</param>
    public double this[int row, int column] => Rows[row][column];

    /// <summary>The rows, as figures take them.</summary>
    internal double[][] Rows { get; }

    /// <summary>All numbers, row by row.</summary>
    internal IEnumerable<double> All => Rows.SelectMany(row => row);

    /// <summary>The largest finite magnitude, or 1 where all numbers are 0: the symmetric range of a colour scale.</summary>
    internal double Magnitude => All.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max() is var largest && largest > 0 ? largest : 1;

    /// <summary>The numbers of a matrix.</summary>
    /// <param name="matrix">Any shape.</param>
    public static implicit operator Grid(Matrix<double> matrix) =>
        new((matrix ?? throw new ArgumentNullException(nameof(matrix))).ToRowArrays(), nameof(matrix));

    /// <summary>The numbers of a matrix.</summary>
    /// <param name="matrix">Any shape.</param>
    public static implicit operator Grid(Matrix<float> matrix) =>
        new(
            [.. (matrix ?? throw new ArgumentNullException(nameof(matrix))).ToRowArrays()
                .Select(row => row.Select(number => (double)number).ToArray())],
            nameof(matrix));

    /// <summary>The numbers of an array of rows.</summary>
    /// <param name="rows">Rows of equal length; copied.</param>
    /// <exception cref="ArgumentException">The array is empty or its rows differ in length.</exception>
    public static implicit operator Grid(double[][] rows) =>
        new([.. (rows ?? throw new ArgumentNullException(nameof(rows))).Select(row => row.ToArray())], nameof(rows));

    /// <summary>The numbers of a rectangular array.</summary>
    /// <param name="numbers">Rows x columns; copied.</param>
    public static implicit operator Grid(double[,] numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return new(
            [.. Enumerable.Range(0, numbers.GetLength(0))
                .Select(row => Enumerable.Range(0, numbers.GetLength(1)).Select(column => numbers[row, column]).ToArray())],
            nameof(numbers));
    }

    /// <summary>The numbers of a rectangular array.</summary>
    /// <param name="numbers">Rows x columns; copied.</param>
    public static implicit operator Grid(int[,] numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return new(
            [.. Enumerable.Range(0, numbers.GetLength(0))
                .Select(row => Enumerable.Range(0, numbers.GetLength(1)).Select(column => (double)numbers[row, column]).ToArray())],
            nameof(numbers));
    }
}
