using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>Numbers that a layer learns, and the gradient of the loss with respect to them.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Parameter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A parameter of zeros.</summary>
    /// <param name="name">Its name within the layer, such as <c>W</c>.</param>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="columns">Columns, at least 1.</param>
    /// <param name="isBias">True: penalties leave it alone unless they say otherwise.</param>
    public Parameter(string name, int rows, int columns, bool isBias = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        IsBias = isBias;
        Value = Shapes.Zeros<T>(Check.AtLeast(1, rows), Check.AtLeast(1, columns));
        Gradient = Shapes.Zeros<T>(rows, columns);
    }

    /// <summary>Name within its layer.</summary>
    public string Name { get; }

    /// <summary>True for biases and shifts.</summary>
    public bool IsBias { get; }

    /// <summary>The numbers; change them in place.</summary>
    public Matrix<T> Value { get; }

    /// <summary>Gradient of the mean loss of the last batch (penalties included), of the same shape.</summary>
    public Matrix<T> Gradient { get; }

    /// <summary>How many numbers.</summary>
    public int Count => Value.RowCount * Value.ColumnCount;

    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{Name} ({Shapes.Of(Value)})";

    /// <summary>Copies numbers in, after a check of the shape.</summary>
    /// <param name="values">Rows x columns, like <see cref="Value"/>.</param>
    /// <exception cref="ArgumentException">The shape is another, or a number is not finite.</exception>
    public void Set(Matrix<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.RowCount != Value.RowCount || values.ColumnCount != Value.ColumnCount)
            throw new ArgumentException($"{Name} must be {Shapes.Of(Value)}, but the matrix given is {Shapes.Of(values)}.", nameof(values));
        var dense = Matrices.Dense(values);
        Shapes.RequireFinite(dense, Name);
        dense.CopyTo(Value);
    }
}
