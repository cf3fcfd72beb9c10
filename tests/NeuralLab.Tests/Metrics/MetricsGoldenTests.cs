using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests;

[Trait("Category", "Golden")]
public class MetricsGoldenTests
{
    const double Relative = 1e-9;

    static readonly System.Text.Json.JsonElement Expected = Golden.Load("metrics");

    static readonly ConfusionMatrix Confusion = new(Expected.GetProperty("y_true").Integers(), Expected.GetProperty("y_pred").Integers());

    [Fact]
    public void Confusion_matrix_and_accuracy()
    {
        int[][] rows = [.. Expected.GetProperty("confusion_rows_true_cols_pred").EnumerateArray().Select(row => row.Integers())];
        Assert.Equal(rows.SelectMany(row => row), Confusion.ToArray().Cast<int>());
        Numeric.Close(Expected.GetProperty("accuracy").GetDouble(), Confusion.Accuracy, Relative);
    }

    [Theory]
    [InlineData("macro", Average.Macro)]
    [InlineData("micro", Average.Micro)]
    [InlineData("weighted", Average.Weighted)]
    public void Averages_of_precision_recall_and_f1(string name, Average average)
    {
        var expected = Expected.GetProperty(name);
        Numeric.Close(expected.GetProperty("precision").GetDouble(), Confusion.Precision(average), Relative);
        Numeric.Close(expected.GetProperty("recall").GetDouble(), Confusion.Recall(average), Relative);
        Numeric.Close(expected.GetProperty("f1").GetDouble(), Confusion.F1(average), Relative);
    }

    [Fact]
    public void Precision_recall_f1_and_support_per_class()
    {
        var expected = Expected.GetProperty("per_class");
        int[] classes = [.. Enumerable.Range(0, Confusion.ClassCount)];
        Numeric.Close(expected.GetProperty("precision").Numbers(), [.. classes.Select(Confusion.Precision)], Relative);
        Numeric.Close(expected.GetProperty("recall").Numbers(), [.. classes.Select(Confusion.Recall)], Relative);
        Numeric.Close(expected.GetProperty("f1").Numbers(), [.. classes.Select(Confusion.F1)], Relative);
        Assert.Equal(expected.GetProperty("support").Integers(), classes.Select(Confusion.Support));
    }

    [Fact]
    public void A_class_never_predicted_counts_as_0()
    {
        var expected = Expected.GetProperty("class_never_predicted");
        Numeric.Close(expected.GetProperty("macro_f1_zero_division_0").GetDouble(),
            ClassificationMetrics.MacroF1(expected.GetProperty("y_true").Integers(), expected.GetProperty("y_pred").Integers()), Relative);
    }

    [Fact]
    public void Roc_average_precision_and_matthews()
    {
        var expected = Expected.GetProperty("binary");
        int[] truth = expected.GetProperty("y_true").Integers();
        double[] score = expected.GetProperty("score").Numbers();
        RocCurve curve = new(truth, score);
        Numeric.Close(expected.GetProperty("fpr").Numbers(), curve.FalsePositiveRates, Relative);
        Numeric.Close(expected.GetProperty("tpr").Numbers(), curve.TruePositiveRates, Relative);
        Numeric.Close(expected.GetProperty("roc_auc").GetDouble(), curve.Area, Relative);
        Numeric.Close(expected.GetProperty("average_precision").GetDouble(), new PrecisionRecallCurve(truth, score).AveragePrecision, Relative);
        Numeric.Close(expected.GetProperty("matthews").GetDouble(), new ConfusionMatrix(truth, [.. score.Select(value => value > 0.5 ? 1 : 0)]).Matthews, Relative);
    }

    [Fact]
    public void Regression_errors()
    {
        var expected = Expected.GetProperty("regression");
        var targets = Matrix<double>.Build.DenseOfRowArrays(expected.GetProperty("y_true").Numbers());
        var predictions = Matrix<double>.Build.DenseOfRowArrays(expected.GetProperty("y_pred").Numbers());
        Numeric.Close(expected.GetProperty("mse").GetDouble(), RegressionMetrics.MeanSquaredError(targets, predictions), Relative);
        Numeric.Close(expected.GetProperty("mae").GetDouble(), RegressionMetrics.MeanAbsoluteError(targets, predictions), Relative);
        Numeric.Close(expected.GetProperty("r2").GetDouble(), RegressionMetrics.R2(targets, predictions), Relative);
        Numeric.Close(expected.GetProperty("r2").GetDouble(), RegressionMetrics.R2(targets.ToSingle(), predictions.ToSingle()), 2e-4);
    }
}
