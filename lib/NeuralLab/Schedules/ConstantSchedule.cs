namespace NeuralLab;

/// <summary>The optimizer's rate, all along.</summary>
public sealed record ConstantSchedule : Schedule
{
    /// <inheritdoc/>
    public override double Rate(double learningRate, long position) =>
        learningRate;
}
