namespace NeuralLab;

/// <summary>
/// The rate rises in a straight line over the first positions, then another schedule runs from its own position 0: at position p the
/// rate is rate * (p + 1) / length while p &lt; length (Goyal et al., Accurate, Large Minibatch SGD, 2017).
/// </summary>
public sealed record WarmUpSchedule : Schedule
{
    /// <summary>Makes the schedule.</summary>
    /// <param name="length">Positions until the full rate, at least 1.</param>
    /// <param name="then">What follows, counted in the same unit. Null: constant.</param>
    public WarmUpSchedule(int length, Schedule? then = null)
    {
        Length = Check.AtLeast(1, length);
        Then = then ?? Constant;
        Unit = Then.Unit;
    }

    /// <summary>Positions until the full rate.</summary>
    public int Length { get; }

    /// <summary>What follows.</summary>
    public Schedule Then { get; }

    /// <inheritdoc/>
    public override double Rate(double learningRate, long position) =>
        position < Length ? learningRate * (position + 1) / Length : Then.Rate(learningRate, position - Length);

    internal override ScheduleRun Start(double learningRate) => new Run(this, Then.Start(learningRate));

    /// <summary>What follows may learn from losses, so it has a run of its own.</summary>
    sealed class Run(WarmUpSchedule schedule, ScheduleRun then) : ScheduleRun(schedule, then.LearningRate)
    {
        internal override double[] State { get => then.State; set => then.State = value; }

        internal override double Rate(int epoch, long step)
        {
            var byEpoch = schedule.Unit == ScheduleUnit.Epoch;
            if ((byEpoch ? epoch : step) < schedule.Length) return base.Rate(epoch, step);
            return byEpoch ? then.Rate(epoch - schedule.Length, step) : then.Rate(epoch, step - schedule.Length);
        }

        internal override void EpochEnded(double loss) => then.EpochEnded(loss);
    }
}
