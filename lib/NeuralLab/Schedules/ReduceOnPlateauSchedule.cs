namespace NeuralLab;

/// <summary>
/// The rate falls by a factor whenever the loss (of the validation data where there are any, else of training) has not fallen by more
/// than a relative threshold for more than so many epochs; PyTorch's ReduceLROnPlateau with its defaults.
/// </summary>
public sealed record ReduceOnPlateauSchedule : Schedule
{
    /// <summary>Makes the schedule.</summary>
    /// <param name="factor">Factor of each fall, in (0, 1). Default 0.1.</param>
    /// <param name="patience">Epochs without a fall of the loss that are borne, at least 0. Default 10.</param>
    /// <param name="threshold">Relative fall of the loss that counts, >= 0. Default 1e-4.</param>
    /// <param name="smallest">Smallest rate, >= 0. Default 0.</param>
    public ReduceOnPlateauSchedule(double factor = 0.1, int patience = 10, double threshold = 1e-4, double smallest = 0)
    {
        Factor = Check.Positive(factor);
        if (factor >= 1) throw new ArgumentOutOfRangeException(nameof(factor), FormattableString.Invariant($"factor must be in (0, 1), but is {factor}."));
        Patience = Check.AtLeast(0, patience);
        Threshold = Check.NotNegative(threshold);
        Smallest = Check.NotNegative(smallest);
    }

    /// <summary>Factor of each fall.</summary>
    public double Factor { get; }

    /// <summary>Epochs without a fall of the loss that are borne.</summary>
    public int Patience { get; }

    /// <summary>Relative fall of the loss that counts.</summary>
    public double Threshold { get; }

    /// <summary>Smallest rate.</summary>
    public double Smallest { get; }

    /// <summary>The rate before any loss was heard: the optimizer's.</summary>
    /// <inheritdoc/>
    public override double Rate(double learningRate, long position) => learningRate;

    internal override ScheduleRun Start(double learningRate) => new Run(this, learningRate);

    sealed class Run(ReduceOnPlateauSchedule schedule, double learningRate) : ScheduleRun(schedule, learningRate)
    {
        double rate = learningRate;
        double best = double.PositiveInfinity;
        double waited;

        internal override double[] State
        {
            get => [rate, best, waited];
            set => (rate, best, waited) = value is [var a, var b, var c] ? (a, b, c) : throw new FormatException("the schedule keeps three numbers");
        }

        internal override double Rate(int epoch, long step) => rate;

        internal override void EpochEnded(double loss)
        {
            if (loss < best * (1 - schedule.Threshold)) (best, waited) = (loss, 0);
            else if (++waited > schedule.Patience) (rate, waited) = (Math.Max(rate * schedule.Factor, schedule.Smallest), 0);
        }
    }
}
