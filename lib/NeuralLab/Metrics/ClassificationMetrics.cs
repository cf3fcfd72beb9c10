using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// How well predicted classes or scores fit the true classes. What needs only classes is in <see cref="ConfusionMatrix"/> too, with
/// precision and recall; turn a network's scores into classes with <see cref="OneHot.Decode"/>.
/// </summary>
public static class ClassificationMetrics
{
    /// <summary>The part of the samples predicted rightly, [0, 1].</summary>
    /// <param name="truth">The true class of every sample.</param>
    /// <param name="predicted">The predicted class of every sample.</param>
    /// <exception cref="ArgumentException">Null, empty, or of different lengths.</exception>
    /// <exception cref="DataException">A label is negative.</exception>
    public static double Accuracy(int[] truth, int[] predicted) => new ConfusionMatrix(truth, predicted).Accuracy;

    /// <summary>The F-measure of the course: the mean of the classes' F1, [0, 1].</summary>
    /// <param name="truth">The true class of every sample.</param>
    /// <param name="predicted">The predicted class of every sample.</param>
    /// <exception cref="ArgumentException">Null, empty, or of different lengths.</exception>
    /// <exception cref="DataException">A label is negative.</exception>
    public static double MacroF1(int[] truth, int[] predicted) => new ConfusionMatrix(truth, predicted).F1(Average.Macro);

    /// <summary>
    /// The part of the samples whose true class is among the <paramref name="k"/> of largest score, [0, 1]. Of classes with equal scores
    /// the first counts as larger, as in <see cref="OneHot.Decode"/>.
    /// </summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="truth">The true class of every sample.</param>
    /// <param name="scores">Classes x samples, finite.</param>
    /// <param name="k">How many guesses are allowed, 1 .. classes.</param>
    /// <exception cref="ArgumentException">Null, empty, of different lengths, or <paramref name="k"/> out of range.</exception>
    /// <exception cref="DataException">A score is not finite, or a label is not a class.</exception>
    public static double TopAccuracy<T>(int[] truth, Matrix<T> scores, int k) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(truth);
        scores = Matrices.Dense(scores);
        Paired.Check(truth.Length, scores.ColumnCount);
        Paired.RequireFinite(scores, "score");
        OneHot.CheckLabels(truth, scores.RowCount);
        if (k < 1 || k > scores.RowCount)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"k must be from 1 to the number of classes, {scores.RowCount}, but is {k}.");
        return Enumerable.Range(0, truth.Length).Average(sample =>
        {
            var own = scores[truth[sample], sample];
            int ahead = Enumerable.Range(0, scores.RowCount)
                .Count(c => scores[c, sample] > own || (scores[c, sample] == own && c < truth[sample]));
            return ahead < k ? 1.0 : 0.0;
        });
    }

    /// <summary>Which samples were predicted wrongly, those of the most confident errors first.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="truth">The true class of every sample.</param>
    /// <param name="scores">Classes x samples, finite; the class of the largest score is the predicted one.</param>
    /// <exception cref="ArgumentException">Null, empty, or of different lengths.</exception>
    /// <exception cref="DataException">A score is not finite, or a label is not a class.</exception>
    public static IReadOnlyList<Misclassification> Misclassified<T>(int[] truth, Matrix<T> scores)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(truth);
        scores = Matrices.Dense(scores);
        Paired.Check(truth.Length, scores.ColumnCount);
        Paired.RequireFinite(scores, "score");
        OneHot.CheckLabels(truth, scores.RowCount);
        return [.. OneHot.Decode(scores).Index()
            .Where(guess => guess.Item != truth[guess.Index])
            .Select(guess => new Misclassification(
                guess.Index, truth[guess.Index], guess.Item, double.CreateTruncating(scores[guess.Item, guess.Index])))
            .OrderByDescending(wrong => wrong.Score)];
    }
}
