namespace NeuralLab;

/// <summary>What a schedule counts.</summary>
public enum ScheduleUnit
{
    /// <summary>Passes through the training data.</summary>
    Epoch,

    /// <summary>Updates of the weights.</summary>
    Step,
}

/// <summary>How the learning rate changes while training. A setting without state: what a run has seen is kept by the run.</summary>
public abstract record Schedule
{
    /// <summary>The rate of the optimizer, all along.</summary>
    public static Schedule Constant { get; } = new ConstantSchedule();

    /// <summary>What the position counts. Default: epochs.</summary>
    public ScheduleUnit Unit { get; init; } = ScheduleUnit.Epoch;

    /// <summary>The learning rate at a position.</summary>
    /// <param name="learningRate">The optimizer's rate, > 0.</param>
    /// <param name="position">Epoch or step, counted from 0.</param>
    public abstract double Rate(double learningRate, long position);

    /// <summary>What one run keeps of this schedule.</summary>
    internal virtual ScheduleRun Start(double learningRate) => new(this, learningRate);
}

/// <summary>A schedule in one training run.</summary>
internal class ScheduleRun(Schedule schedule, double learningRate)
{
    internal double LearningRate => learningRate;

    /// <summary>Numbers that a checkpoint must hold to go on; empty for a schedule that only counts.</summary>
    internal virtual double[] State
    {
        get => [];
        set
        {
            if (value.Length > 0) throw new FormatException("the schedule keeps no numbers");
        }
    }

    internal virtual double Rate(int epoch, long step) => schedule.Rate(learningRate, schedule.Unit == ScheduleUnit.Epoch ? epoch : step);

    /// <summary>Hears the loss that an epoch ended with.</summary>
    internal virtual void EpochEnded(double loss)
    {
    }
}
