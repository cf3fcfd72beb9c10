using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests;

public class SplitTests
{
    static RandomStream Random(int seed) => new(seed, RandomPurpose.Splitting);

    static DataSet<double> Numbered(params int[] labels) =>
        new("numbered", Matrix<double>.Build.Dense(1, labels.Length, (_, sample) => sample), labels);

    [Fact]
    public void Two_parts_lose_and_repeat_no_sample() => Prop.ForAll(Samples(), given =>
    {
        var (labels, seed, percent) = given;
        foreach (int[]? classes in new[] { null, labels })
        {
            if (classes is not null && classes.CountBy(label => label).Any(entry => entry.Value < 2)) continue;
            var (training, test) = Split.TrainingTest(labels.Length, percent / 100.0, Random(seed), classes);
            Assert.Equal(Enumerable.Range(0, labels.Length), training.Concat(test).Order());
            Assert.Equal(Math.Clamp((int)Math.Round(percent / 100.0 * labels.Length), 1, labels.Length - 1), test.Length);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Stratified_parts_hold_their_share_of_every_class_give_or_take_one() => Prop.ForAll(Samples(), given =>
    {
        var (labels, seed, percent) = given;
        if (labels.CountBy(label => label).Any(entry => entry.Value < 2)) return;
        int[] test = Split.TrainingTest(labels.Length, percent / 100.0, Random(seed), labels).Test;
        double share = (double)test.Length / labels.Length;
        foreach (var (label, count) in labels.CountBy(label => label))
            Assert.InRange(test.Count(sample => labels[sample] == label) - share * count, -1, 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_sample_is_tested_in_exactly_one_fold() => Prop.ForAll(Samples(), given =>
    {
        var (labels, seed, percent) = given;
        int foldCount = 2 + percent % 4;
        if (labels.Length < foldCount) return;
        foreach (int[]? classes in new[] { null, labels })
        {
            if (classes is not null && classes.CountBy(label => label).Any(entry => entry.Value < foldCount)) continue;
            var folds = Split.Folds(labels.Length, foldCount, Random(seed), classes);
            Assert.Equal(foldCount, folds.Count);
            Assert.Equal(Enumerable.Range(0, labels.Length), folds.SelectMany(fold => fold.Test).Order());
            Assert.InRange(folds.Max(fold => fold.Test.Length) - folds.Min(fold => fold.Test.Length), 0, 1);
            Assert.All(folds, fold => Assert.Equal(Enumerable.Range(0, labels.Length), fold.Training.Concat(fold.Test).Order()));
            foreach (int label in classes?.Distinct() ?? [])
            {
                int[] counts = [.. folds.Select(fold => fold.Test.Count(sample => labels[sample] == label))];
                Assert.InRange(counts.Max() - counts.Min(), 0, 1);
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Data_sets_are_split_with_their_labels_and_repeat_with_their_seed()
    {
        var data = Numbered([.. Enumerable.Range(0, 100).Select(sample => sample < 90 ? 0 : 1)]);
        var split = Split.TrainingTest(data, 0.2, seed: 5, stratified: true);
        Assert.Equal([72, 8], split.Training.ClassSizes());
        Assert.Equal([18, 2], split.Test.ClassSizes());
        for (int sample = 0; sample < 20; sample++) Assert.Equal(split.Test.X[0, sample] < 90 ? 0 : 1, split.Test.Labels[sample]);
        Assert.Equal(split.Test.X, Split.TrainingTest(data, 0.2, seed: 5, stratified: true).Test.X);
        Assert.NotEqual(split.Test.X, Split.TrainingTest(data, 0.2, seed: 6, stratified: true).Test.X);
    }

    [Fact]
    public void Stratified_parts_are_not_sorted_by_class()
    {
        var split = Split.TrainingTest(CourseData.Load("rings3-regular").Training, 0.2, seed: 1, stratified: true);
        Assert.NotEqual(split.Training.Labels.Order(), split.Training.Labels);
        Assert.NotEqual(split.Test.Labels.Order(), split.Test.Labels);
        Assert.All(Split.Folds(CourseData.Load("easy").Training, 5, seed: 1), fold => Assert.NotEqual(fold.Training.Labels.Order(), fold.Training.Labels));
    }

    [Fact]
    public void Folds_of_classes_are_stratified_unless_told_otherwise()
    {
        var data = Numbered([.. Enumerable.Range(0, 50).Select(sample => sample < 45 ? 0 : 1)]);
        Assert.All(Split.Folds(data, 5, seed: 1), fold => Assert.Equal([9, 1], fold.Test.ClassSizes()));
        Assert.Contains(Split.Folds(data, 5, seed: 1, stratified: false), fold => fold.Test.ClassSizes()[1] != 1);
        Assert.Equal(2, Split.Folds(CourseData.Load("square-small").Training, 2, seed: 1).Count);
    }

    [Fact]
    public void What_cannot_be_split_is_refused()
    {
        var regression = CourseData.Load("square-small").Training;
        foreach (double fraction in new[] { 0, 1, -0.1, 1.5, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => Split.TrainingTest(regression, fraction, 1));
        Assert.Contains("no classes", Assert.Throws<ArgumentException>(() => Split.TrainingTest(regression, 0.5, 1, stratified: true)).Message, StringComparison.Ordinal);
        Assert.Contains("Class 1 has 1 samples", Assert.Throws<DataException>(() => Split.TrainingTest(Numbered(0, 0, 1), 0.5, 1, stratified: true)).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => Split.TrainingTest(regression.Select(0), 0.5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Split.Folds(regression, 1, 1));
        Assert.Throws<DataException>(() => Split.Folds(regression, 21, 1));
        Assert.Contains("at least 3", Assert.Throws<DataException>(() => Split.Folds(Numbered(0, 0, 0, 1, 1), 3, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Split.Folds(3, 2, Random(1), [0, 1]));
    }

    [Fact]
    public void Shuffles_are_permutations() => Prop.ForAll<int, byte>((seed, count) =>
    {
        int[] order = new RandomStream(seed, RandomPurpose.Shuffling).Permutation(count);
        Assert.Equal(Enumerable.Range(0, count), order.Order());
    }).QuickCheckThrowOnFailure();

    static Arbitrary<(int[] Labels, int Seed, int Percent)> Samples() => (
        from count in Gen.Choose(2, 60)
        from labels in Gen.Choose(0, 3).ArrayOf(count)
        from seed in Gen.Choose(0, 1_000_000)
        from percent in Gen.Choose(1, 99)
        select (labels, seed, percent)).ToArbitrary();
}
