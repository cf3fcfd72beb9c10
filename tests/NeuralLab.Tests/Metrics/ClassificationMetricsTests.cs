using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests;

public class ClassificationMetricsTests
{
    static readonly int[] Truth = [0, 0, 1, 1, 2, 2];
    static readonly int[] Predicted = [0, 1, 1, 1, 0, 2];
    static readonly ConfusionMatrix Confusion = new(Truth, Predicted, ["ape", "bee", "cat"]);

    [Fact]
    public void Rows_are_true_classes_and_columns_predicted_ones()
    {
        Assert.Equal(new[,] { { 1, 1, 0 }, { 0, 2, 0 }, { 1, 0, 1 } }, Confusion.ToArray());
        Assert.Equal((1, 0), (Confusion[0, 1], Confusion[1, 0]));
        Assert.Equal((0.5, 2.0 / 3, 1.0), (Confusion.Precision(0), Confusion.Precision(1), Confusion.Precision(2)));
        Assert.Equal((0.5, 1.0, 0.5), (Confusion.Recall(0), Confusion.Recall(1), Confusion.Recall(2)));
        Assert.Equal(4.0 / 6, Confusion.Accuracy);
    }

    [Fact]
    public void Classes_that_never_occur_do_not_count_in_the_macro_average()
    {
        ConfusionMatrix wider = new(Truth, Predicted, ["ape", "bee", "cat", "dog"]);
        Assert.Equal(Confusion.F1(Average.Macro), wider.F1(Average.Macro));
        Assert.Equal((0, 0, 0), (wider.Precision(3), wider.Recall(3), wider.F1(3)));
    }

    [Fact]
    public void Matthews_is_1_0_and_minus_1_where_it_should_be()
    {
        Numeric.Close(1, new ConfusionMatrix([0, 1, 2], [0, 1, 2]).Matthews, 1e-15);
        Numeric.Close(-1, new ConfusionMatrix([0, 1, 0, 1], [1, 0, 1, 0]).Matthews, 1e-15);
        Assert.Equal(0, new ConfusionMatrix([0, 1, 0, 1], [0, 0, 0, 0]).Matthews);
        Assert.Equal(0, new ConfusionMatrix([1, 1], [1, 1]).Matthews);
    }

    [Fact]
    public void Wrong_input_is_a_typed_error()
    {
        Assert.Contains("3 samples and 2 predictions", Assert.Throws<ArgumentException>(() => new ConfusionMatrix([0, 1, 0], [0, 1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix([], []));
        Assert.Throws<ArgumentNullException>(() => new ConfusionMatrix(null!, [0]));
        Assert.Contains("sample 1 is 2; it must be a class of 0 .. 1", Assert.Throws<DataException>(() => new ConfusionMatrix([0, 1], [0, 2], ["a", "b"])).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => new ConfusionMatrix([0, -1], [0, 1]));
    }

    [Fact]
    public void Perfect_reversed_and_tied_scores_have_the_area_they_should()
    {
        Assert.Equal(1, new RocCurve([0, 0, 1, 1], [.1, .2, .3, .4]).Area);
        Assert.Equal(0, new RocCurve([0, 0, 1, 1], [.4, .3, .2, .1]).Area);
        Assert.Equal(0.5, new RocCurve([0, 1, 0, 1], [.7, .7, .7, .7]).Area);
        Assert.Equal([0, 0.5, 1], new RocCurve([1, 1, 0, 0], [3, 2, 2, 1]).TruePositiveRates.Take(2).Append(1));
        Assert.Equal([double.PositiveInfinity, 3, 2, 1], new RocCurve([1, 1, 0, 0], [3, 2, 2, 1]).Thresholds);
    }

    [Fact]
    public void Curves_refuse_one_class_other_labels_and_NaN()
    {
        Assert.Contains("2 positive and 0 negative", Assert.Throws<DataException>(() => new RocCurve([1, 1], [.1, .2])).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => new RocCurve([0, 2], [.1, .2]));
        Assert.Contains("sample 1 is NaN", Assert.Throws<DataException>(() => new RocCurve([0, 1], [.1, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => new PrecisionRecallCurve([0, 0], [.1, .2]));
        Assert.Throws<ArgumentException>(() => new PrecisionRecallCurve([0, 1], [.1]));
    }

    [Fact]
    public void Top_accuracy_allows_k_guesses()
    {
        var scores = Matrix<double>.Build.DenseOfColumnArrays([.7, .2, .1], [.3, .4, .3], [.5, .3, .2]);
        int[] truth = [0, 2, 2];
        Assert.Equal(1.0 / 3, ClassificationMetrics.TopAccuracy(truth, scores, 1));
        // Of the two classes that score 0.3 the first comes first, so sample 1 needs three guesses.
        Assert.Equal(1.0 / 3, ClassificationMetrics.TopAccuracy(truth, scores, 2));
        Assert.Equal(1, ClassificationMetrics.TopAccuracy(truth, scores, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassificationMetrics.TopAccuracy(truth, scores, 4));
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.TopAccuracy([0], scores, 1));
        Assert.Throws<DataException>(() => ClassificationMetrics.TopAccuracy([0, 2, 3], scores, 1));
    }

    [Fact]
    public void Misclassified_samples_come_with_the_most_confident_first()
    {
        var scores = Matrix<double>.Build.DenseOfColumnArrays([.6, .4], [.9, .1], [.2, .8], [.3, .7]);
        Assert.Equal([new(1, 1, 0, .9), new(3, 0, 1, .7)], ClassificationMetrics.Misclassified([0, 1, 1, 0], scores));
        Assert.Empty(ClassificationMetrics.Misclassified([0, 0, 1, 1], scores));
    }

    [Fact]
    public void Report_is_a_table_of_classes_and_averages()
    {
        string expected = """
            class             precision     recall         F1    samples
            ape                    0.50       0.50       0.50          2
            bee                    0.67       1.00       0.80          2
            cat                    1.00       0.50       0.67          2

            accuracy                                     0.67          6
            macro average          0.72       0.67       0.66          6
            weighted average       0.72       0.67       0.66          6

            """;
        Assert.Equal(expected.ReplaceLineEndings("\n"), ClassificationReport.Of(Confusion, 2));
    }

    [Fact]
    public void F1_lies_in_0_to_1_and_equals_a_direct_count() => Prop.ForAll(Labels(), labels =>
    {
        var (truth, predicted) = labels;
        ConfusionMatrix confusion = new(truth, predicted);
        List<double> f1 = [];
        foreach (int c in truth.Union(predicted))
        {
            int right = 0, missed = 0, wrong = 0;
            for (int sample = 0; sample < truth.Length; sample++)
            {
                if (truth[sample] == c && predicted[sample] == c) right++;
                else if (truth[sample] == c) missed++;
                else if (predicted[sample] == c) wrong++;
            }
            f1.Add(right == 0 ? 0 : 2.0 * right / (2 * right + missed + wrong));
            Assert.InRange(confusion.F1(c), 0, 1);
            Numeric.Close(f1[^1], confusion.F1(c), 1e-12);
        }
        Numeric.Close(f1.Average(), confusion.F1(Average.Macro), 1e-12);
        Numeric.Close(truth.Zip(predicted).Average(pair => pair.First == pair.Second ? 1.0 : 0.0), confusion.F1(Average.Micro), 1e-12);
        Assert.InRange(confusion.Matthews, -1 - 1e-12, 1 + 1e-12);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Area_is_the_chance_that_a_positive_scores_more_than_a_negative() => Prop.ForAll(Labels(), labels =>
    {
        int[] truth = [.. labels.Item1.Select(label => label % 2), 0, 1];
        double[] scores = [.. labels.Item2.Select(label => label / 4.0), 0.5, 0.25];
        var positive = scores.Where((_, sample) => truth[sample] == 1).ToArray();
        var negative = scores.Where((_, sample) => truth[sample] == 0).ToArray();
        double chance = positive.Average(high => negative.Average(low => high > low ? 1 : high == low ? 0.5 : 0));
        Numeric.Close(chance, new RocCurve(truth, scores).Area, 1e-12, 1e-12);
    }).QuickCheckThrowOnFailure();

    static Arbitrary<(int[], int[])> Labels() => (
        from count in Gen.Choose(1, 30)
        from truth in Gen.Choose(0, 4).ArrayOf(count)
        from predicted in Gen.Choose(0, 4).ArrayOf(count)
        select (truth, predicted)).ToArbitrary();
}
