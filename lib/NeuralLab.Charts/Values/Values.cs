using System.Collections;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Charts;

/// <summary>
/// A list of numbers to draw. Arrays, lists, vectors and matrices of one row or one column convert to it by themselves,
/// so that a figure takes whatever a notebook has.
/// </summary>
[CollectionBuilder(typeof(Values), nameof(Create))]
public sealed class Values : IReadOnlyList<double>
{
    readonly double[] numbers;

    Values(double[] numbers) => this.numbers = numbers;

    /// <inheritdoc/>
    public int Count => numbers.Length;

    /// <inheritdoc/>
    public double this[int index] => numbers[index];

    /// <summary>A copy as an array.</summary>
    public double[] ToArray() => [.. numbers];

    /// <summary>Builds the list of a collection expression.</summary>
    /// <param name="numbers">Any numbers; NaN and infinities are not drawn.</param>
    public static Values Create(ReadOnlySpan<double> numbers) => new(numbers.ToArray());

    /// <summary>The numbers of any sequence.</summary>
    /// <param name="numbers">Any numbers; NaN and infinities are not drawn.</param>
    public static Values From(IEnumerable<double> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return new([.. numbers]);
    }

    /// <summary>The numbers of an array.</summary>
    /// <param name="numbers">Copied.</param>
    public static implicit operator Values(double[] numbers) => From(numbers);

    /// <summary>The numbers of an array.</summary>
    /// <param name="numbers">Copied.</param>
    public static implicit operator Values(float[] numbers) =>
        From((numbers ?? throw new ArgumentNullException(nameof(numbers))).Select(number => (double)number));

    /// <summary>The numbers of an array.</summary>
    /// <param name="numbers">Copied.</param>
    public static implicit operator Values(int[] numbers) =>
        From((numbers ?? throw new ArgumentNullException(nameof(numbers))).Select(number => (double)number));

    /// <summary>The numbers of a list.</summary>
    /// <param name="numbers">Copied.</param>
    public static implicit operator Values(List<double> numbers) => From(numbers);

    /// <summary>The numbers of a vector.</summary>
    /// <param name="vector">Copied.</param>
    public static implicit operator Values(Vector<double> vector) => From(vector);

    /// <summary>The numbers of a matrix of one row (one feature of all samples) or one column.</summary>
    /// <param name="matrix">1 x n or n x 1.</param>
    /// <exception cref="ArgumentException">The matrix has several rows and several columns.</exception>
    public static implicit operator Values(Matrix<double> matrix) => new(OneLine(matrix));

    /// <inheritdoc cref="op_Implicit(Matrix{double})"/>
    public static implicit operator Values(Matrix<float> matrix) => new([.. OneLine(matrix).Select(number => (double)number)]);

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)numbers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => numbers.GetEnumerator();

    static T[] OneLine<T>(Matrix<T> matrix)
        where T : struct, IEquatable<T>, IFormattable
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return matrix.RowCount == 1 || matrix.ColumnCount == 1
            ? matrix.ToColumnMajorArray()
            : throw new ArgumentException($"Expected a matrix of one row or one column, got {matrix.RowCount} x {matrix.ColumnCount}; take a row with matrix.Row(i).", nameof(matrix));
    }
}
