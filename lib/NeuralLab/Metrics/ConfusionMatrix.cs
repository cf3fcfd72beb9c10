namespace NeuralLab;

/// <summary>
/// How often each class was taken for each: the counts from which accuracy, precision, recall, F1 and the Matthews coefficient are
/// computed. Definitions and the handling of empty classes are scikit-learn's; a quotient without a denominator is 0.
/// </summary>
public sealed class ConfusionMatrix
{
    readonly int[,] counts;
    readonly int[] truths, predictions;

    /// <summary>Counts.</summary>
    /// <param name="truth">The true class of every sample, 0 .. classes - 1; at least one sample.</param>
    /// <param name="predicted">The predicted class of every sample, 0 .. classes - 1.</param>
    /// <param name="classNames">One per class; default 0, 1, ... up to the largest label of either.</param>
    /// <exception cref="ArgumentException">Null, empty, or of different lengths.</exception>
    /// <exception cref="DataException">A label is not a class.</exception>
    public ConfusionMatrix(int[] truth, int[] predicted, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        int classCount = Math.Max(OneHot.ClassesIn(truth), OneHot.ClassesIn(predicted));
        ClassNames = classNames ?? [.. Enumerable.Range(0, classCount).Select(name => $"{name}")];
        Paired.Check(truth.Length, predicted.Length);
        OneHot.CheckLabels(truth, ClassCount);
        OneHot.CheckLabels(predicted, ClassCount);
        (counts, truths, predictions) = (new int[ClassCount, ClassCount], new int[ClassCount], new int[ClassCount]);
        for (int sample = 0; sample < truth.Length; sample++)
        {
            counts[truth[sample], predicted[sample]]++;
            truths[truth[sample]]++;
            predictions[predicted[sample]]++;
        }
        Total = truth.Length;
    }

    /// <summary>One name per class.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number of classes.</summary>
    public int ClassCount => ClassNames.Count;

    /// <summary>Number of samples.</summary>
    public int Total { get; }

    /// <summary>How many samples of class <paramref name="truth"/> were predicted as class <paramref name="predicted"/>.</summary>
    /// <param name="truth">Row: the true class.</param>
    /// <param name="predicted">Column: the predicted class.</param>
    public int this[int truth, int predicted] => counts[truth, predicted];

    /// <summary>The counts, true classes x predicted classes; a copy.</summary>
    public int[,] ToArray() => (int[,])counts.Clone();

    /// <summary>The part of the samples predicted rightly, [0, 1].</summary>
    public double Accuracy => Ratio(Classes.Sum(c => counts[c, c]), Total);

    /// <summary>How many samples truly are of a class.</summary>
    /// <param name="c">The class.</param>
    public int Support(int c) => truths[c];

    /// <summary>Of the samples predicted as a class, the part that is; 0 if there are none.</summary>
    /// <param name="c">The class.</param>
    public double Precision(int c) => Ratio(counts[c, c], predictions[c]);

    /// <summary>Of the samples of a class, the part predicted as such; 0 if there are none.</summary>
    /// <param name="c">The class.</param>
    public double Recall(int c) => Ratio(counts[c, c], truths[c]);

    /// <summary>The harmonic mean of a class's precision and recall; 0 if both are.</summary>
    /// <param name="c">The class.</param>
    public double F1(int c) => Ratio(2.0 * counts[c, c], predictions[c] + truths[c]);

    /// <summary>Precision of all classes, [0, 1]. Classes that are neither there nor predicted do not count.</summary>
    /// <param name="average">How classes are brought together.</param>
    public double Precision(Average average) => Over(average, Precision);

    /// <summary>Recall of all classes, [0, 1]. Classes that are neither there nor predicted do not count.</summary>
    /// <param name="average">How classes are brought together.</param>
    public double Recall(Average average) => Over(average, Recall);

    /// <summary>F1 of all classes, [0, 1]. Classes that are neither there nor predicted do not count.</summary>
    /// <param name="average">How classes are brought together.</param>
    public double F1(Average average) => Over(average, F1);

    /// <summary>
    /// The Matthews correlation coefficient, for two or more classes: 1 all right, 0 no better than chance, -1 all wrong (two classes).
    /// 0 if all samples are of one class or predicted as one.
    /// </summary>
    public double Matthews
    {
        get
        {
            double samples = Total, right = Accuracy * samples;
            double together = Classes.Sum(c => (double)truths[c] * predictions[c]);
            double truthSpread = samples * samples - Classes.Sum(c => (double)truths[c] * truths[c]);
            double predictionSpread = samples * samples - Classes.Sum(c => (double)predictions[c] * predictions[c]);
            return Ratio(right * samples - together, Math.Sqrt(truthSpread * predictionSpread));
        }
    }

    IEnumerable<int> Classes => Enumerable.Range(0, ClassCount);

    double Over(Average average, Func<int, double> perClass) => average switch
    {
        // Every wrong decision is one class's false positive and another's false negative, so all three quotients are the accuracy.
        Average.Micro => Accuracy,
        Average.Weighted => Classes.Sum(c => perClass(c) * truths[c]) / Total,
        Average.Macro => Classes.Where(c => truths[c] + predictions[c] > 0).Average(perClass),
        _ => throw new ArgumentOutOfRangeException(nameof(average), average, "average must be Macro, Micro or Weighted."),
    };

    static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
