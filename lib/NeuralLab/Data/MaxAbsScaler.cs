using System.Numerics;

namespace NeuralLab;

/// <summary>
/// Divides every feature by its largest training value regardless of sign, so that zeros stay zeros. A feature of zeros is kept.
/// </summary>
/// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class MaxAbsScaler<T> : FeatureScaler<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected override void Measure(ReadOnlySpan<T> values, Span<double> offset, Span<double> scale)
    {
        for (int start = 0; start < values.Length; start += scale.Length)
            for (int feature = 0; feature < scale.Length; feature++)
                scale[feature] = Math.Max(scale[feature], Math.Abs(double.CreateTruncating(values[start + feature])));
    }
}
