namespace NeuralLab;

/// <summary>The rate falls by a factor at every position: rate * factor^position.</summary>
public sealed record ExponentialSchedule : Schedule
{
    /// <summary>Makes the schedule.</summary>
    /// <param name="factor">Factor, > 0, usually a little below 1.</param>
    public ExponentialSchedule(double factor)
    {
        Factor = Check.Positive(factor);
    }

    /// <summary>Factor, > 0, usually a little below 1.</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    public override double Rate(double learningRate, long position) =>
        learningRate * Math.Pow(Factor, position);
}
