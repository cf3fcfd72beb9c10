namespace NeuralLab;

/// <summary>The rate falls as 1 / (1 + decay * position).</summary>
public sealed record InverseTimeSchedule : Schedule
{
    /// <summary>Makes the schedule.</summary>
    /// <param name="decay">How fast, >= 0.</param>
    public InverseTimeSchedule(double decay)
    {
        Decay = Check.NotNegative(decay);
    }

    /// <summary>How fast, >= 0.</summary>
    public double Decay { get; }

    /// <inheritdoc/>
    public override double Rate(double learningRate, long position) =>
        learningRate / (1 + Decay * position);
}
