using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace NeuralLab;

/// <summary>Feature selection: drops every feature that hardly varies in the training samples.</summary>
/// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
/// <param name="threshold">
/// A feature is kept if its variance (of the population, divided by n) is above this. 0 or more; default 0: only constant features go.
/// </param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is negative or not finite.</exception>
public sealed class VarianceThreshold<T>(double threshold = 0) : FeatureTransform<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    int[] kept = [];

    /// <summary>What a feature's variance must exceed.</summary>
    public double Threshold { get; } = Check.NotNegative(threshold);

    /// <summary>The features that are kept, ascending, each 0 .. <see cref="FeatureTransform{T}.FeatureCount"/> - 1.</summary>
    /// <exception cref="NotFittedException">It was not fitted.</exception>
    public IReadOnlyList<int> Kept
    {
        get
        {
            ThrowIfNotFitted();
            return kept;
        }
    }

    private protected override void Learn(Matrix<T> x)
    {
        int[] chosen = [.. x.EnumerateRowsIndexed().Where(feature => Varies(feature.Item2)).Select(feature => feature.Item1)];
        kept = chosen.Length > 0 ? chosen : throw new DataException($"No feature has a variance above {Matrices.Text(Threshold)}.");
    }

    // Rounding can give equal numbers a variance, so they are compared themselves.
    bool Varies(MathNet.Numerics.LinearAlgebra.Vector<T> feature) => feature.Enumerate().Any(value => value != feature[0])
        && !(feature.Enumerate().Select(double.CreateTruncating).PopulationVariance() <= Threshold);

    private protected override Matrix<T> Apply(Matrix<T> x) =>
        Matrix<T>.Build.Dense(kept.Length, x.ColumnCount, (row, sample) => x[kept[row], sample]);
}
