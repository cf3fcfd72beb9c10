using System.Numerics;

namespace NeuralLab;

/// <summary>
/// Brings every feature's smallest training value to <see cref="Low"/> and its largest to <see cref="High"/>; test values may fall
/// outside. A constant feature goes to <see cref="Low"/>, as by scikit-learn's scaler of this name.
/// </summary>
/// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class MinMaxScaler<T> : FeatureScaler<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A scaler to a range.</summary>
    /// <param name="low">Where the smallest values go; default 0.</param>
    /// <param name="high">Where the largest values go, above <paramref name="low"/>; default 1.</param>
    /// <exception cref="ArgumentException">Not finite, or not in this order.</exception>
    public MinMaxScaler(double low = 0, double high = 1)
    {
        if (!double.IsFinite(high - low) || low >= high)
            throw new ArgumentException(
                $"low and high must be finite numbers, low below high, but were {Matrices.Text(low)} and {Matrices.Text(high)}.", nameof(high));
        (Low, High) = (low, high);
    }

    /// <summary>Where the smallest training value of every feature goes.</summary>
    public double Low { get; }

    /// <summary>Where the largest training value of every feature goes.</summary>
    public double High { get; }

    private protected override void Measure(ReadOnlySpan<T> values, Span<double> offset, Span<double> scale)
    {
        offset.Fill(double.PositiveInfinity);
        Span<double> largest = scale;
        largest.Fill(double.NegativeInfinity);
        for (int start = 0; start < values.Length; start += offset.Length)
            for (int feature = 0; feature < offset.Length; feature++)
            {
                double value = double.CreateTruncating(values[start + feature]);
                offset[feature] = Math.Min(offset[feature], value);
                largest[feature] = Math.Max(largest[feature], value);
            }
        for (int feature = 0; feature < offset.Length; feature++)
        {
            double range = largest[feature] - offset[feature];
            scale[feature] = (range == 0 ? 1 : range) / (High - Low);
            offset[feature] -= Low * scale[feature];
        }
    }
}
