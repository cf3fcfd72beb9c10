using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// Learns something from training features and then changes features, of training and test alike, by what it learned. Fit it on training
/// samples only: what it sees of the test samples would make the test dishonest.
/// </summary>
/// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
public abstract class FeatureTransform<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected FeatureTransform()
    {
    }

    /// <summary>Number of features it was fitted on; 0 before.</summary>
    public int FeatureCount { get; private set; }

    /// <summary>Learns from samples. Called again, it forgets what it knew.</summary>
    /// <param name="x">Features x samples, finite. Not changed, not kept.</param>
    /// <exception cref="ArgumentException">Null or empty.</exception>
    /// <exception cref="DataException">A value is not finite, or the samples do not give what is to be learned.</exception>
    public void Fit(Matrix<T> x)
    {
        x = Matrices.Dense(x);
        RequireFinite(x);
        Learn(x);
        FeatureCount = x.RowCount;
    }

    /// <summary>Changes samples by what was learned, which stays as it is.</summary>
    /// <param name="x">The same number of features x any number of samples, finite. Not changed.</param>
    /// <returns>New features x samples.</returns>
    /// <exception cref="NotFittedException"><see cref="Fit"/> was not called.</exception>
    /// <exception cref="ArgumentException">Null, empty, or another number of features.</exception>
    /// <exception cref="DataException">A value is not finite.</exception>
    public Matrix<T> Transform(Matrix<T> x) => Apply(Checked(x, FeatureCount));

    /// <summary>Learns from samples and changes them.</summary>
    /// <param name="x">Features x samples, finite. Not changed, not kept.</param>
    /// <returns>New features x samples.</returns>
    /// <exception cref="ArgumentException">Null or empty.</exception>
    /// <exception cref="DataException">A value is not finite, or the samples do not give what is to be learned.</exception>
    public Matrix<T> FitTransform(Matrix<T> x)
    {
        Fit(x);
        return Transform(x);
    }

    private protected abstract void Learn(Matrix<T> x);

    private protected abstract Matrix<T> Apply(Matrix<T> x);

    private protected Matrix<T> Checked(Matrix<T> x, int rows)
    {
        x = Matrices.Dense(x);
        ThrowIfNotFitted();
        if (x.RowCount != rows) throw new ArgumentException($"x must have {rows} features (rows), as fitted, but has {x.RowCount}.", nameof(x));
        RequireFinite(x);
        return x;
    }

    private protected void ThrowIfNotFitted()
    {
        if (FeatureCount == 0) throw new NotFittedException(GetType().Name.Split('`')[0]);
    }

    static void RequireFinite(Matrix<T> x) => Matrices.RequireFinite(x, (feature, sample) => $"Feature {feature} of sample {sample}");
}
