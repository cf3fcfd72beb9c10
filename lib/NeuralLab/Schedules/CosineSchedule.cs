namespace NeuralLab;

/// <summary>
/// The rate falls along half a cosine from its value to a smallest one and stays there (Loshchilov and Hutter, SGDR, 2017, without
/// restarts).
/// </summary>
public sealed record CosineSchedule : Schedule
{
    /// <summary>Makes the schedule.</summary>
    /// <param name="length">Positions until the smallest rate, at least 1.</param>
    /// <param name="smallest">Smallest rate, >= 0. Default 0.</param>
    public CosineSchedule(int length, double smallest = 0)
    {
        Length = Check.AtLeast(1, length);
        Smallest = Check.NotNegative(smallest);
    }

    /// <summary>Positions until the smallest rate, at least 1.</summary>
    public int Length { get; }

    /// <summary>Smallest rate, >= 0. Default 0.</summary>
    public double Smallest { get; }

    /// <inheritdoc/>
    public override double Rate(double learningRate, long position) =>
        Smallest + (learningRate - Smallest) * (1 + Math.Cos(Math.PI * Math.Min(position, Length) / Length)) / 2;
}
