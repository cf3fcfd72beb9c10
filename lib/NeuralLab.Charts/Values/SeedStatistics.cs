namespace NeuralLab.Charts;

/// <summary>Several seeds at one step. All NaN where no seed has a finite value there.</summary>
readonly record struct SeedStatistics(double X, double Mean, double Deviation, double Smallest)
{
    /// <summary>Mean and sample standard deviation (0 for a single seed).</summary>
    public static SeedStatistics Of(double x, IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            return new(x, double.NaN, double.NaN, double.NaN);
        var mean = values.Average();
        var deviation = values.Count == 1 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        return new(x, mean, deviation, values.Min());
    }

    /// <summary>One deviation above the mean.</summary>
    public double Upper => Mean + Deviation;

    /// <summary>One deviation below the mean; on a logarithmic axis not below the smallest seed, as the difference may be negative.</summary>
    public double Lower(bool logarithmic) => logarithmic ? Math.Max(Mean - Deviation, Smallest) : Mean - Deviation;
}
