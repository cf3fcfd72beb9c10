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
    /// <param name="isPenalized">False (biases, scales and shifts): penalties and limits on norms leave it alone.</param>
    public Parameter(string name, int rows, int columns, bool isPenalized = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        IsPenalized = isPenalized;
        Value = Matrices.Zeros<T>(Check.AtLeast(1, rows), Check.AtLeast(1, columns));
        Gradient = Matrices.Zeros<T>(rows, columns);
    }

    /// <summary>Name within its layer.</summary>
    public string Name { get; }

    /// <summary>True for weights; false for biases, scales and shifts.</summary>
    public bool IsPenalized { get; }

    /// <summary>The numbers; change them in place.</summary>
    public Matrix<T> Value { get; }

    /// <summary>Gradient of the mean loss of the last batch (penalties included), of the same shape.</summary>
    public Matrix<T> Gradient { get; }

    /// <summary>How many numbers.</summary>
    public int Count => Value.RowCount * Value.ColumnCount;

    /// <summary>All of it.</summary>
    internal ParameterColumns<T> All => new(this, 0, Value.ColumnCount);

    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{Name} ({Matrices.ShapeOf(Value)})";

    /// <summary>Copies numbers in, after a check of the shape.</summary>
    /// <param name="values">Rows x columns, like <see cref="Value"/>.</param>
    /// <exception cref="ArgumentException">The shape is another.</exception>
    /// <exception cref="DataException">A number is not finite.</exception>
    public void Set(Matrix<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.RowCount != Value.RowCount || values.ColumnCount != Value.ColumnCount)
            throw new ArgumentException($"{Name} must be {Matrices.ShapeOf(Value)}, but the matrix given is {Matrices.ShapeOf(values)}.", nameof(values));
        var dense = Matrices.Dense(values);
        Matrices.RequireFinite(dense, Name);
        dense.CopyTo(Value);
    }
}
