using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>Weights uniform in [low, high).</summary>
public sealed record UniformInitializer : Initializer
{
    /// <summary>Makes the setting.</summary>
    /// <param name="low">A finite number.</param>
    /// <param name="high">A finite number >= low.</param>
    public UniformInitializer(double low, double high)
    {
        Low = Check.Finite(low);
        High = Check.Finite(high);
        if (high < low) throw new ArgumentOutOfRangeException(nameof(high), FormattableString.Invariant($"high must be >= low, {low}, but is {high}."));
    }

    /// <summary>Smallest weight.</summary>
    public double Low { get; }

    /// <summary>Bound above.</summary>
    public double High { get; }

    private protected override Matrix<double> Make(int outputs, int inputs, RandomStream random) =>
        Each(outputs, inputs, () => Low + (High - Low) * random.NextDouble());
}
