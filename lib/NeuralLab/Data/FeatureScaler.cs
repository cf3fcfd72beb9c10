using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>Moves and stretches every feature by itself: (x - <see cref="Offset"/>) / <see cref="Scale"/>.</summary>
/// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
public abstract class FeatureScaler<T> : FeatureTransform<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    T[] offset = [], scale = [];

    private protected FeatureScaler()
    {
    }

    /// <summary>What is taken from each feature.</summary>
    /// <exception cref="NotFittedException">The scaler was not fitted.</exception>
    public IReadOnlyList<T> Offset
    {
        get
        {
            ThrowIfNotFitted();
            return offset;
        }
    }

    /// <summary>What each feature is then divided by: positive, and 1 for a feature that is constant.</summary>
    /// <exception cref="NotFittedException">The scaler was not fitted.</exception>
    public IReadOnlyList<T> Scale
    {
        get
        {
            ThrowIfNotFitted();
            return scale;
        }
    }

    /// <summary>Undoes <see cref="FeatureTransform{T}.Transform"/>, e.g. turns scaled predictions into the units of the targets.</summary>
    /// <param name="x">Scaled features x samples, finite. Not changed.</param>
    /// <returns>Features x samples as they were, up to rounding.</returns>
    /// <exception cref="NotFittedException">The scaler was not fitted.</exception>
    /// <exception cref="ArgumentException">Null, empty, or another number of features.</exception>
    /// <exception cref="DataException">A value is not finite.</exception>
    public Matrix<T> Inverse(Matrix<T> x) => Map(Checked(x, FeatureCount), (value, feature) => value * scale[feature] + offset[feature]);

    private protected override Matrix<T> Apply(Matrix<T> x) => Map(x, (value, feature) => (value - offset[feature]) / scale[feature]);

    private protected override void Learn(Matrix<T> x)
    {
        double[] offsets = new double[x.RowCount], scales = new double[x.RowCount];
        Measure(x.AsColumnMajorArray(), offsets, scales);
        T[] newOffset = Array.ConvertAll(offsets, T.CreateTruncating), newScale = Array.ConvertAll(scales, T.CreateTruncating);
        for (int feature = 0; feature < newScale.Length; feature++)
        {
            if (!T.IsFinite(newOffset[feature]) || !T.IsFinite(newScale[feature]))
                throw new DataException(
                    $"Feature {feature} has values too large or too far apart to be scaled in {typeof(T).Name} numbers.");
            if (newScale[feature] == T.Zero) newScale[feature] = T.One;
        }
        (offset, scale) = (newOffset, newScale);
    }

    // Values are samples one after the other, each as long as offset and scale; a scale of 0 stands for a constant feature.
    private protected abstract void Measure(ReadOnlySpan<T> values, Span<double> offset, Span<double> scale);

    static Matrix<T> Map(Matrix<T> x, Func<T, int, T> map)
    {
        T[] values = x.AsColumnMajorArray(), mapped = new T[values.Length];
        for (int index = 0, feature = 0; index < values.Length; index++)
        {
            mapped[index] = map(values[index], feature);
            if (++feature == x.RowCount) feature = 0;
        }
        return Matrix<T>.Build.Dense(x.RowCount, x.ColumnCount, mapped);
    }
}
