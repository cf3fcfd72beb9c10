using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>The metrics that training can record, stop at and be compared by.</summary>
/// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
public static class Metrics<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary><see cref="RegressionMetrics.MeanSquaredError"/>.</summary>
    public static Metric<T> MeanSquaredError { get; } = new("MSE", false, RegressionMetrics.MeanSquaredError);

    /// <summary><see cref="RegressionMetrics.RootMeanSquaredError"/>.</summary>
    public static Metric<T> RootMeanSquaredError { get; } = new("RMSE", false, RegressionMetrics.RootMeanSquaredError);

    /// <summary><see cref="RegressionMetrics.MeanAbsoluteError"/>.</summary>
    public static Metric<T> MeanAbsoluteError { get; } = new("MAE", false, RegressionMetrics.MeanAbsoluteError);

    /// <summary><see cref="RegressionMetrics.R2"/>.</summary>
    public static Metric<T> R2 { get; } = new("R2", true, RegressionMetrics.R2);

    /// <summary><see cref="NeuralLab.RegressionMetrics.RegressionAccuracy"/> with its default tolerance.</summary>
    public static Metric<T> RegressionAccuracy { get; } = new("regression accuracy", true, (targets, predictions) =>
        RegressionMetrics.RegressionAccuracy(targets, predictions));

    /// <summary>The part of the samples predicted rightly.</summary>
    public static Metric<T> Accuracy { get; } = OfClasses("accuracy", confusion => confusion.Accuracy);

    /// <summary>The mean of the classes' precision.</summary>
    public static Metric<T> MacroPrecision { get; } = OfClasses("macro precision", confusion => confusion.Precision(Average.Macro));

    /// <summary>The mean of the classes' recall.</summary>
    public static Metric<T> MacroRecall { get; } = OfClasses("macro recall", confusion => confusion.Recall(Average.Macro));

    /// <summary>The mean of the classes' F1: the course's F-measure.</summary>
    public static Metric<T> MacroF1 { get; } = OfClasses("macro F1", confusion => confusion.F1(Average.Macro));

    /// <summary>The Matthews correlation coefficient.</summary>
    public static Metric<T> Matthews { get; } = OfClasses("Matthews", confusion => confusion.Matthews);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Metric<T>> All { get; } =
        [
            MeanSquaredError, RootMeanSquaredError, MeanAbsoluteError, R2, RegressionAccuracy,
            Accuracy, MacroPrecision, MacroRecall, MacroF1, Matthews,
        ];

    static Metric<T> OfClasses(string name, Func<ConfusionMatrix, double> compute) => new(name, true, (targets, predictions) =>
    {
        Paired.Values(targets, predictions);
        // With one row the largest is always the first, and everything would seem right.
        if (targets.RowCount < 2) throw new ArgumentException($"{name} needs one row per class, 2 or more, got 1.", nameof(targets));
        return compute(new ConfusionMatrix(OneHot.Decode(targets), OneHot.Decode(predictions)));
    });
}
