namespace NeuralLab;

/// <summary>
/// Scores of a binary decision, sorted downwards, with the number of true and false positives if everything down to each distinct score is
/// called positive. Equal scores cannot be told apart, so they make one step.
/// </summary>
sealed class RankedScores
{
    public RankedScores(int[] truth, double[] scores)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        Paired.Check(truth.Length, scores.Length);
        OneHot.CheckLabels(truth, 2);
        int wrong = Array.FindIndex(scores, score => !double.IsFinite(score));
        if (wrong >= 0)
            throw new DataException($"The score of sample {wrong} is {Matrices.Text(scores[wrong])}; it must be a finite number.");
        int positives = 0, negatives = 0;
        foreach (var step in truth.Zip(scores).GroupBy(sample => sample.Second, sample => sample.First).OrderByDescending(step => step.Key))
        {
            int right = step.Sum();
            (positives, negatives) = (positives + right, negatives + step.Count() - right);
            Steps.Add((step.Key, positives, negatives));
        }
        (Positives, Negatives) = (positives, negatives);
    }

    public List<(double Threshold, int TruePositives, int FalsePositives)> Steps { get; } = [];

    public int Positives { get; }

    public int Negatives { get; }
}
