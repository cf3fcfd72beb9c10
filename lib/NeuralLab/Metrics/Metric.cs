using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>A number that says how good predictions are, by name, as training records it and stops at it.</summary>
/// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
/// <param name="Name">What tables and figures call it.</param>
/// <param name="HigherIsBetter">True for accuracy and the like, false for errors.</param>
/// <param name="Compute">
/// From targets (targets x samples, or one-hot classes x samples) and predictions of the same shape (for classification any scores: the
/// largest of a column is the predicted class). Throws <see cref="ArgumentException"/> if shapes differ, <see cref="DataException"/> for
/// NaN and infinity.
/// </param>
public sealed record Metric<T>(string Name, bool HigherIsBetter, Func<Matrix<T>, Matrix<T>, double> Compute)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
