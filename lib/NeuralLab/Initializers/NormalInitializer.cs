using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>Normally distributed weights.</summary>
public sealed record NormalInitializer : Initializer
{
    /// <summary>Makes the setting.</summary>
    /// <param name="mean">A finite number.</param>
    /// <param name="standardDeviation">>= 0.</param>
    public NormalInitializer(double mean, double standardDeviation)
    {
        Mean = Check.Finite(mean);
        StandardDeviation = Check.NotNegative(standardDeviation);
    }

    /// <summary>Mean of the weights.</summary>
    public double Mean { get; }

    /// <summary>Their standard deviation.</summary>
    public double StandardDeviation { get; }

    private protected override Matrix<double> Make(int outputs, int inputs, RandomStream random) =>
        Each(outputs, inputs, () => MathNet.Numerics.Distributions.Normal.Sample(random, Mean, StandardDeviation));
}
