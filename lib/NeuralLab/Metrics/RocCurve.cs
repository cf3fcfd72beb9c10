namespace NeuralLab;

/// <summary>
/// The receiver operating characteristic of a binary decision: how the rates of true and of false positives grow as the threshold on the
/// score falls. Starts at (0, 0) with an infinite threshold, ends at (1, 1); equal scores make one step.
/// </summary>
public sealed class RocCurve
{
    /// <summary>Draws the curve.</summary>
    /// <param name="truth">Of every sample, 1 if it is positive, else 0; both must occur.</param>
    /// <param name="scores">Of every sample, how likely it is positive: any finite numbers, larger is likelier.</param>
    /// <exception cref="ArgumentException">Null, empty, or of different lengths.</exception>
    /// <exception cref="DataException">A score is not finite, a label is neither 0 nor 1, or only one of them occurs.</exception>
    public RocCurve(int[] truth, double[] scores)
    {
        RankedScores ranked = new(truth, scores);
        if (ranked.Positives == 0 || ranked.Negatives == 0)
            throw new DataException(
                $"A ROC curve needs samples of both classes; there are {ranked.Positives} positive and {ranked.Negatives} negative ones.");
        Thresholds = [double.PositiveInfinity, .. ranked.Steps.Select(step => step.Threshold)];
        TruePositiveRates = [0, .. ranked.Steps.Select(step => (double)step.TruePositives / ranked.Positives)];
        FalsePositiveRates = [0, .. ranked.Steps.Select(step => (double)step.FalsePositives / ranked.Negatives)];
        for (int step = 1; step < Thresholds.Count; step++)
            Area += (FalsePositiveRates[step] - FalsePositiveRates[step - 1]) * (TruePositiveRates[step] + TruePositiveRates[step - 1]) / 2;
    }

    /// <summary>Samples that score this much or more are called positive; falling, from infinity.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>Of the positive samples, the part called positive; one per threshold, rising from 0 to 1.</summary>
    public IReadOnlyList<double> TruePositiveRates { get; }

    /// <summary>Of the negative samples, the part called positive; one per threshold, rising from 0 to 1.</summary>
    public IReadOnlyList<double> FalsePositiveRates { get; }

    /// <summary>
    /// The area under the curve (AUC), [0, 1]: the probability that a positive sample scores more than a negative one, ties counted half.
    /// </summary>
    public double Area { get; }
}
