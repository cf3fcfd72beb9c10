using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// After each step the weights into every neuron are scaled down to a largest Euclidean norm (Srebro and Shraibman, 2005; with dropout:
/// Srivastava et al., 2014). Biases are left alone.
/// </summary>
public sealed record MaxNorm
{
    /// <summary>Makes the constraint.</summary>
    /// <param name="limit">Largest norm, > 0.</param>
    public MaxNorm(double limit) => Limit = Check.Positive(limit);

    /// <summary>Largest norm of the weights into a neuron.</summary>
    public double Limit { get; }

    internal void Apply<T>(Matrix<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < weights.RowCount; i++)
        {
            var squares = 0.0;
            for (var j = 0; j < weights.ColumnCount; j++) squares += double.CreateTruncating(weights.At(i, j) * weights.At(i, j));
            if (squares <= Limit * Limit) continue;
            var factor = T.CreateTruncating(Limit / Math.Sqrt(squares));
            for (var j = 0; j < weights.ColumnCount; j++) weights.At(i, j, weights.At(i, j) * factor);
        }
    }
}
