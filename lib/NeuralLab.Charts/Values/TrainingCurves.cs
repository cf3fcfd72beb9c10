namespace NeuralLab.Charts;

/// <summary>What passes on the horizontal axis of training curves.</summary>
public enum TrainingProgress
{
    /// <summary>Passes over the data, from 1.</summary>
    Epochs,

    /// <summary>Updates of the weights: gradient evaluations.</summary>
    Steps,

    /// <summary>Seconds of training; at each epoch the mean over the seeds.</summary>
    Seconds,
}

/// <summary>Turns the histories of one method, one per seed, into curves for <see cref="Figures.LossCurves"/>.</summary>
public static class TrainingCurves
{
    /// <summary>The training loss.</summary>
    /// <param name="name">What the legend calls the method.</param>
    /// <param name="histories">One per seed, at least one.</param>
    /// <param name="over">What passes; <see cref="TrainingProgress.Epochs"/> by default.</param>
    /// <exception cref="ArgumentException">There is no history, or one without an epoch.</exception>
    public static SeedCurves Loss(string name, IEnumerable<History> histories, TrainingProgress over = TrainingProgress.Epochs) =>
        Of(name, histories, history => history.Loss, over);

    /// <summary>The loss on the validation data.</summary>
    /// <param name="name">What the legend calls the method.</param>
    /// <param name="histories">One per seed, at least one, all with validation data.</param>
    /// <param name="over">What passes; <see cref="TrainingProgress.Epochs"/> by default.</param>
    /// <exception cref="ArgumentException">There is no history, or one without validation data.</exception>
    public static SeedCurves ValidationLoss(string name, IEnumerable<History> histories, TrainingProgress over = TrainingProgress.Epochs) =>
        Of(name, histories, history => history.ValidationLoss, over);

    /// <summary>A further measure of the training.</summary>
    /// <param name="name">What the legend calls the method.</param>
    /// <param name="histories">One per seed, at least one.</param>
    /// <param name="measure">The measure's name in <see cref="History.Measures"/>.</param>
    /// <param name="over">What passes; <see cref="TrainingProgress.Epochs"/> by default.</param>
    /// <exception cref="ArgumentException">There is no history, or one without this measure.</exception>
    public static SeedCurves Measure(string name, IEnumerable<History> histories, string measure, TrainingProgress over = TrainingProgress.Epochs) =>
        Of(name, histories, history => history.Measures.TryGetValue(measure, out var values) ? values
            : throw new ArgumentException($"Expected one of the recorded measures ({string.Join(", ", history.Measures.Keys)}), got '{measure}'.", nameof(measure)), over);

    static SeedCurves Of(string name, IEnumerable<History> histories, Func<History, IReadOnlyList<double>> values, TrainingProgress over)
    {
        var seeds = Check.Some([.. histories ?? throw new ArgumentNullException(nameof(histories))], "history", nameof(histories));
        var curves = new SeedCurves(name, [.. seeds.Select(seed => values(seed).ToArray())]);
        return over switch
        {
            TrainingProgress.Steps => curves with { X = MeanAtEpochs(seeds, curves.Steps, history => [.. history.Steps.Select(step => (double)step)]) },
            TrainingProgress.Seconds => curves with { X = MeanAtEpochs(seeds, curves.Steps, history => [.. history.Seconds]) },
            _ => curves,
        };
    }

    // Over the seeds that reached the epoch, as the curves' means are.
    static Values MeanAtEpochs(IReadOnlyList<History> seeds, int epochs, Func<History, double[]> positions)
    {
        var all = seeds.Select(positions).ToArray();
        return Values.From(Enumerable.Range(0, epochs).Select(epoch => all.Where(seed => epoch < seed.Length).Average(seed => seed[epoch])));
    }
}
