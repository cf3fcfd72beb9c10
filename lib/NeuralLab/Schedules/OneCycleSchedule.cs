namespace NeuralLab;

/// <summary>
/// One cycle over the whole run: along half a cosine from peak / 25 up to the peak in the first part of the steps, then along half a
/// cosine down to peak / 250,000 (Smith and Topin, Super-Convergence, 2018; PyTorch's OneCycleLR with its defaults). The optimizer's
/// own rate does not matter. Counts steps.
/// </summary>
public sealed record OneCycleSchedule : Schedule
{
    /// <summary>Makes the schedule.</summary>
    /// <param name="peak">Largest rate, > 0.</param>
    /// <param name="length">Steps of the cycle, at least 2. Afterwards the rate stays at its end.</param>
    /// <param name="rising">Part of the steps in which the rate rises, in [0, 1). Default 0.3.</param>
    public OneCycleSchedule(double peak, int length, double rising = 0.3)
    {
        Peak = Check.Positive(peak);
        Length = Check.AtLeast(2, length);
        Rising = Check.Fraction(rising);
        Unit = ScheduleUnit.Step;
    }

    /// <summary>Largest rate.</summary>
    public double Peak { get; }

    /// <summary>Steps of the cycle.</summary>
    public int Length { get; }

    /// <summary>Part of the steps in which the rate rises.</summary>
    public double Rising { get; }

    /// <inheritdoc/>
    public override double Rate(double learningRate, long position)
    {
        double start = Peak / 25, end = start / 1e4, top = Rising * Length - 1;
        var at = Math.Min(position, Length - 1);
        return at <= top
            ? HalfCosine(start, Peak, top <= 0 ? 1 : at / top)
            : HalfCosine(Peak, end, (at - top) / (Length - 1 - top));
    }

    static double HalfCosine(double from, double to, double part) => to + (from - to) * (1 + Math.Cos(Math.PI * part)) / 2;
}
