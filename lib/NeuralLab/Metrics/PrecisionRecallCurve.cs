namespace NeuralLab;

/// <summary>How precision and recall of a binary decision change as the threshold on the score falls. Equal scores make one step.</summary>
public sealed class PrecisionRecallCurve
{
    /// <summary>Draws the curve.</summary>
    /// <param name="truth">Of every sample, 1 if it is positive, else 0; at least one must be 1.</param>
    /// <param name="scores">Of every sample, how likely it is positive: any finite numbers, larger is likelier.</param>
    /// <exception cref="ArgumentException">Null, empty, or of different lengths.</exception>
    /// <exception cref="DataException">A score is not finite, a label is neither 0 nor 1, or none is 1.</exception>
    public PrecisionRecallCurve(int[] truth, double[] scores)
    {
        RankedScores ranked = new(truth, scores);
        if (ranked.Positives == 0) throw new DataException("Recall needs positive samples; there are none.");
        Thresholds = [.. ranked.Steps.Select(step => step.Threshold)];
        Precisions = [.. ranked.Steps.Select(step => (double)step.TruePositives / (step.TruePositives + step.FalsePositives))];
        Recalls = [.. ranked.Steps.Select(step => (double)step.TruePositives / ranked.Positives)];
        for (int step = 0; step < Thresholds.Count; step++)
            AveragePrecision += (Recalls[step] - (step == 0 ? 0 : Recalls[step - 1])) * Precisions[step];
    }

    /// <summary>Samples that score this much or more are called positive; falling.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>Of the samples called positive, the part that is; one per threshold.</summary>
    public IReadOnlyList<double> Precisions { get; }

    /// <summary>Of the positive samples, the part called positive; one per threshold, rising to 1.</summary>
    public IReadOnlyList<double> Recalls { get; }

    /// <summary>The mean of the precisions, each weighted by the recall gained at its threshold, [0, 1]. Not interpolated.</summary>
    public double AveragePrecision { get; }
}
