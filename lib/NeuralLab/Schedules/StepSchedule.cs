namespace NeuralLab;

/// <summary>The rate falls by a factor every so many positions: rate * factor^floor(position / every).</summary>
public sealed record StepSchedule : Schedule
{
    /// <summary>Makes the schedule.</summary>
    /// <param name="every">Positions between two falls, at least 1.</param>
    /// <param name="factor">Factor of each fall, > 0. Default 0.1 (PyTorch's).</param>
    public StepSchedule(int every, double factor = 0.1)
    {
        Every = Check.AtLeast(1, every);
        Factor = Check.Positive(factor);
    }

    /// <summary>Positions between two falls, at least 1.</summary>
    public int Every { get; }

    /// <summary>Factor of each fall, > 0. Default 0.1 (PyTorch's).</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    public override double Rate(double learningRate, long position) =>
        learningRate * Math.Pow(Factor, position / Every);
}
