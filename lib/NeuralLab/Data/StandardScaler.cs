using System.Numerics;

namespace NeuralLab;

/// <summary>
/// Gives every feature mean 0 and standard deviation 1 (of the population, divided by n). A constant feature is only moved, as by
/// scikit-learn's scaler of this name.
/// </summary>
/// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class StandardScaler<T> : FeatureScaler<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected override void Measure(ReadOnlySpan<T> values, Span<double> offset, Span<double> scale)
    {
        int features = offset.Length, samples = values.Length / features;
        // Squares of very large or small numbers leave the range of double: a power of 2 brings them near 1, and changes no digit.
        var units = Units(values, features);
        for (int start = 0; start < values.Length; start += features)
            for (int feature = 0; feature < features; feature++) offset[feature] += double.CreateTruncating(values[start + feature]) / units[feature];
        for (int feature = 0; feature < features; feature++) offset[feature] /= samples;

        double[] drift = new double[features];
        for (int start = 0; start < values.Length; start += features)
            for (int feature = 0; feature < features; feature++)
            {
                double distance = double.CreateTruncating(values[start + feature]) / units[feature] - offset[feature];
                scale[feature] += distance * distance;
                drift[feature] += distance;
            }
        for (int feature = 0; feature < features; feature++)
        {
            // The mean is rounded, so distances do not sum to 0: what they sum to is taken out of the variance again.
            double variance = (scale[feature] - drift[feature] * drift[feature] / samples) / samples;
            scale[feature] = IsRounding(variance, offset[feature], samples) ? 0 : Math.Sqrt(variance) * units[feature];
            offset[feature] *= units[feature];
        }
    }

    /// <summary>For each feature a power of 2 not far from its largest value.</summary>
    static double[] Units(ReadOnlySpan<T> values, int features)
    {
        double[] units = new double[features];
        for (int start = 0; start < values.Length; start += features)
            for (int feature = 0; feature < features; feature++)
                units[feature] = Math.Max(units[feature], Math.Abs(double.CreateTruncating(values[start + feature])));
        return Array.ConvertAll(units, largest => largest == 0 ? 1 : Math.ScaleB(1, Math.Clamp(Math.ILogB(largest), -1000, 1000)));
    }

    // What the variance of equal numbers may come to by rounding alone.
    static bool IsRounding(double variance, double mean, int samples)
    {
        const double Precision = 1.0 / (1L << 52);
        double bound = samples * mean * Precision;
        return variance <= samples * Precision * variance + bound * bound;
    }
}
