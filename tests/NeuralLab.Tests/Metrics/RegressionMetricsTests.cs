using System.Reflection;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests;

public class RegressionMetricsTests
{
    static readonly Matrix<double> Targets = Matrix<double>.Build.DenseOfRowArrays([1, 2, 3, 4], [0, 0, 10, 10]);
    static readonly Matrix<double> Predictions = Matrix<double>.Build.DenseOfRowArrays([1, 2, 3, 6], [1, 0, 10, 7]);

    [Fact]
    public void Errors_are_means_over_targets_and_samples()
    {
        Assert.Equal(14.0 / 8, RegressionMetrics.MeanSquaredError(Targets, Predictions));
        Assert.Equal(Math.Sqrt(14.0 / 8), RegressionMetrics.RootMeanSquaredError(Targets, Predictions));
        Assert.Equal(6.0 / 8, RegressionMetrics.MeanAbsoluteError(Targets, Predictions));
    }

    [Fact]
    public void R2_is_the_mean_over_targets_and_knows_constant_ones()
    {
        Numeric.Close(((1 - 4.0 / 5) + (1 - 10.0 / 100)) / 2, RegressionMetrics.R2(Targets, Predictions), 1e-12);
        var constant = Matrix<double>.Build.Dense(1, 3, 2);
        Assert.Equal(1, RegressionMetrics.R2(constant, constant));
        Assert.Equal(0, RegressionMetrics.R2(constant, constant + 1));
        Assert.Throws<ArgumentException>(() => RegressionMetrics.R2(constant.SubMatrix(0, 1, 0, 1), constant.SubMatrix(0, 1, 0, 1)));
    }

    [Fact]
    public void Regression_accuracy_counts_what_is_closer_than_the_tolerance()
    {
        Assert.Equal(5.0 / 8, RegressionMetrics.RegressionAccuracy(Targets, Predictions));
        Assert.Equal(7.0 / 8, RegressionMetrics.RegressionAccuracy(Targets, Predictions, 2.5));
        // The standard deviation of 0 and 10 is 5, so 0.02 is what just is not close.
        var two = Matrix<double>.Build.DenseOfRowArrays([0, 10]);
        Assert.Equal(0.5, RegressionMetrics.RegressionAccuracy(two, Matrix<double>.Build.DenseOfRowArrays([0.0199, 10.0201])));
        Assert.Throws<DataException>(() => RegressionMetrics.RegressionAccuracy(two * 0 + 0.1, two));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegressionMetrics.RegressionAccuracy(two, two, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegressionMetrics.RegressionAccuracy(two, two, double.NaN));
    }

    public static TheoryData<string> Names => [.. Metrics<double>.All.Select(metric => metric.Name)];

    static Metric<double> Named(string name) => Metrics<double>.All.Single(metric => metric.Name == name);

    [Fact]
    public void All_lists_every_metric_once()
    {
        var declared = typeof(Metrics<double>).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == typeof(Metric<double>));
        Assert.Equal(declared.Select(property => ((Metric<double>)property.GetValue(null)!).Name).Order(), Metrics<double>.All.Select(metric => metric.Name).Order());
        Assert.Distinct(Metrics<double>.All.Select(metric => metric.Name));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_metric_is_best_when_all_is_right(string name)
    {
        var metric = Named(name);
        double best = metric.HigherIsBetter ? 1 : 0;
        Numeric.Close(best, metric.Compute(Targets, Targets), 1e-12);
        double other = metric.Compute(Targets, Predictions);
        Assert.True(metric.HigherIsBetter ? other <= best : other >= best, $"{name} of wrong predictions is {other}");
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_metric_agrees_in_single_precision(string name) => Numeric.Close(Named(name).Compute(Targets, Predictions),
        Metrics<float>.All.Single(metric => metric.Name == name).Compute(Targets.ToSingle(), Predictions.ToSingle()), 1e-6, 1e-6);

    [Theory, MemberData(nameof(Names))]
    public void Every_metric_refuses_other_shapes_nothing_and_NaN(string name)
    {
        var metric = Named(name);
        Assert.Contains("2 x 4, but is 2 x 3", Assert.Throws<ArgumentException>(() => metric.Compute(Targets, Predictions.SubMatrix(0, 2, 0, 3))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => metric.Compute(Targets, null!));
        Assert.Throws<ArgumentException>(() => metric.Compute(Matrix<double>.Build.Dense(2, 0), Matrix<double>.Build.Dense(2, 0)));
        var bad = Predictions.Clone();
        bad[1, 2] = double.NaN;
        Assert.Contains("prediction in row 1 of sample 2 is NaN", Assert.Throws<DataException>(() => metric.Compute(Targets, bad)).Message, StringComparison.Ordinal);
        Assert.Contains("target in row 1 of sample 2 is NaN", Assert.Throws<DataException>(() => metric.Compute(bad, Predictions)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_of_classes_refuse_a_single_row() =>
        Assert.Contains("one row per class", Assert.Throws<ArgumentException>(() => Metrics<double>.Accuracy.Compute(Targets.SubMatrix(0, 1, 0, 4), Targets.SubMatrix(0, 1, 0, 4))).Message, StringComparison.Ordinal);
}
