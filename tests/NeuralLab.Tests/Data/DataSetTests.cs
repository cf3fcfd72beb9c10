using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests;

public class DataSetTests
{
    static readonly Matrix<double> X = Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 1, 2, 3 }, { 10, 11, 12, 13 } });

    static DataSet<double> Classes() => new("points", X, [0, 2, 2, 0], ["red", "green", "blue"], ["left", "right"]);

    [Fact]
    public void Classification_set_holds_one_hot_targets_and_names()
    {
        var set = Classes();
        Assert.Equal(LearningTask.Classification, set.Task);
        Assert.Equal((4, 2, 3, 3), (set.SampleCount, set.FeatureCount, set.TargetCount, set.ClassCount));
        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0], set.Y.ToColumnMajorArray());
        Assert.Equal(["red", "green", "blue"], set.TargetNames);
        Assert.Equal([2, 0, 2], set.ClassSizes());
    }

    [Fact]
    public void Regression_set_has_no_classes()
    {
        var set = new DataSet<double>("line", X, X.SubMatrix(0, 1, 0, 4));
        Assert.Equal((LearningTask.Regression, 0, 1), (set.Task, set.ClassCount, set.TargetCount));
        Assert.Equal(["x0", "x1"], set.FeatureNames);
        Assert.Equal(["y0"], set.TargetNames);
        Assert.Empty(set.Labels);
    }

    [Fact]
    public void Select_takes_samples_with_all_that_belongs_to_them()
    {
        var chosen = Classes().Select(2, 0, 2);
        Assert.Equal([2, 12, 0, 10, 2, 12], chosen.X.ToColumnMajorArray());
        Assert.Equal([2, 0, 2], chosen.Labels);
        Assert.Equal(OneHot.Encode<double>([2, 0, 2], 3), chosen.Y);
        Assert.Equal("green", chosen.TargetNames[1]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Select_names_an_index_out_of_range(int sample) =>
        Assert.Contains($"sample {sample} at position 1 is not in 0 .. 3", Assert.Throws<ArgumentException>(() => Classes().Select(0, sample)).Message, StringComparison.Ordinal);

    [Fact]
    public void Selecting_nothing_is_refused() => Assert.Throws<ArgumentException>(() => Classes().Select([]));

    [Fact]
    public void Shuffle_keeps_sample_and_label_together_and_repeats_with_its_seed()
    {
        var shuffled = Classes().Shuffle(3);
        Assert.Equal([0, 1, 2, 3], shuffled.X.Row(0).Order());
        for (int sample = 0; sample < 4; sample++)
        {
            int origin = (int)shuffled.X[0, sample];
            Assert.Equal(Classes().Labels[origin], shuffled.Labels[sample]);
            Assert.Equal(X.Column(origin), shuffled.X.Column(sample));
        }
        Assert.Equal(shuffled.X, Classes().Shuffle(3).X);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void A_value_that_is_not_finite_is_named_with_its_column_and_sample(double value, string text)
    {
        var bad = X.Clone();
        bad[1, 2] = value;
        var error = Assert.Throws<DataException>(() => new DataSet<double>("points", bad, [0, 1, 0, 1], featureNames: ["left", "right"]));
        Assert.Equal($"points: column 'right' of sample 2 is {text}; it must be a finite number.", error.Message);
        Assert.Contains("'y1' of sample 2", Assert.Throws<DataException>(() => new DataSet<double>("points", X, bad)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_must_be_classes()
    {
        Assert.Contains("sample 1 is 3; it must be a class of 0 .. 2",
            Assert.Throws<DataException>(() => new DataSet<double>("points", X, [0, 3, 0, 1], ["a", "b", "c"])).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => new DataSet<double>("points", X, [0, -1, 0, 1]));
        Assert.Throws<DataException>(() => Classes().WithLabels([0, 1, 2, 3]));
    }

    [Fact]
    public void Sizes_must_fit()
    {
        Assert.Throws<ArgumentException>(() => new DataSet<double>("points", X, [0, 1, 0]));
        Assert.Throws<ArgumentException>(() => new DataSet<double>("points", X, X.SubMatrix(0, 2, 0, 3)));
        Assert.Throws<ArgumentException>(() => new DataSet<double>("points", X, X, featureNames: ["one"]));
        Assert.Throws<ArgumentException>(() => new DataSet<double>("points", Matrix<double>.Build.Dense(0, 4), X));
        Assert.Throws<ArgumentException>(() => new DataSet<double>("points", Matrix<double>.Build.Dense(2, 0), Matrix<double>.Build.Dense(1, 0)));
        Assert.Throws<ArgumentException>(() => new DataSet<double>("points", X, Array.Empty<int>()));
        Assert.Throws<ArgumentNullException>(() => new DataSet<double>("points", null!, X));
        Assert.Throws<ArgumentNullException>(() => new DataSet<double>("points", X, (int[])null!));
    }

    [Fact]
    public void Sparse_matrices_are_made_dense()
    {
        var set = new DataSet<double>("sparse", Matrix<double>.Build.SparseOfMatrix(X), Matrix<double>.Build.SparseIdentity(4));
        Assert.NotNull(set.X.AsColumnMajorArray());
        Assert.NotNull(set.Y.AsColumnMajorArray());
        Assert.Equal(X, set.X);
    }

    [Fact]
    public void Number_type_changes_and_too_large_values_are_refused()
    {
        var single = Classes().To<float>();
        Assert.Equal([0f, 10f, 1f, 11f, 2f, 12f, 3f, 13f], single.X.ToColumnMajorArray());
        Assert.Equal([0, 2, 2, 0], single.Labels);
        var huge = new DataSet<double>("huge", X * 1e300, X);
        Assert.Contains("sample 0 is Infinity", Assert.Throws<DataException>(() => huge.To<float>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_targets_and_names_can_be_replaced()
    {
        Assert.Equal(2 * X, Classes().WithFeatures(2 * X).X);
        Assert.Equal(["left", "right"], Classes().WithFeatures(2 * X).FeatureNames);
        Assert.Equal(["x0"], Classes().WithFeatures(X.SubMatrix(0, 1, 0, 4)).FeatureNames);
        Assert.Equal(LearningTask.Regression, Classes().WithTargets(X).Task);
        Assert.Equal([1, 1, 1, 0], Classes().WithLabels([1, 1, 1, 0]).Labels);
        Assert.Equal("other: 4 samples, 2 features, 3 classes", Classes().Named("other").ToString());
        Assert.Throws<ArgumentException>(() => Classes().WithFeatures(X.SubMatrix(0, 2, 0, 3)));
    }

    [Fact]
    public void One_hot_reads_scores_by_their_largest_and_refuses_NaN()
    {
        var scores = Matrix<double>.Build.DenseOfArray(new[,] { { .1, .5, -3 }, { .7, .5, -2 }, { .2, 0, double.NegativeInfinity } });
        Assert.Equal([1, 0, 1], OneHot.Decode(scores));
        scores[2, 1] = double.NaN;
        Assert.Contains("class 2 for sample 1 is NaN", Assert.Throws<DataException>(() => OneHot.Decode(scores)).Message, StringComparison.Ordinal);
    }
}
