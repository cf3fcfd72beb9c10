using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests;

public class FeatureTransformTests
{
    static readonly Matrix<double> X = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, 3, 6 }, { -4, 4, 0, 2 }, { 7, 7, 7, 7 } });

    public static TheoryData<string> Names => [.. All<double>().Keys];

    static Dictionary<string, FeatureTransform<T>> All<T>() where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => new()
    {
        ["standard"] = new StandardScaler<T>(),
        ["min-max"] = new MinMaxScaler<T>(),
        ["min-max -1..1"] = new MinMaxScaler<T>(-1, 1),
        ["max-abs"] = new MaxAbsScaler<T>(),
        ["pca"] = new Pca<T>(2),
        ["variance"] = new VarianceThreshold<T>(),
    };

    [Theory]
    [InlineData(1e155)]
    [InlineData(1e-170)]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void The_standard_scaler_knows_numbers_whose_squares_leave_the_range(double size)
    {
        StandardScaler<double> scaler = new();
        scaler.Fit(Matrix<double>.Build.Dense(1, 4, [size, -size, size, -size]));
        Assert.Equal(size, scaler.Scale[0], size * 1e-12);
        Assert.Equal(0, scaler.Offset[0], size * 1e-12);
    }

    [Fact]
    public void The_list_above_is_complete()
    {
        var types = typeof(FeatureTransform<>).Assembly.GetTypes().Where(type => !type.IsAbstract && Ancestors(type).Contains("FeatureTransform`1"));
        Assert.Equal(types.Select(type => type.Name).Order(), All<double>().Values.Select(transform => transform.GetType().Name).Distinct().Order());

        static IEnumerable<string> Ancestors(Type type)
        {
            for (var parent = type.BaseType; parent is not null; parent = parent.BaseType) yield return parent.Name;
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Unfitted_use_is_an_error_that_says_what_to_do(string name) =>
        Assert.Contains("call Fit", Assert.Throws<NotFittedException>(() => All<double>()[name].Transform(X)).Message, StringComparison.Ordinal);

    [Theory, MemberData(nameof(Names))]
    public void Data_that_are_not_finite_empty_or_of_another_width_are_refused(string name)
    {
        var transform = All<double>()[name];
        foreach (double value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            var bad = X.Clone();
            bad[1, 2] = value;
            Assert.Contains("Feature 1 of sample 2", Assert.Throws<DataException>(() => transform.Fit(bad)).Message, StringComparison.Ordinal);
            Assert.Equal(0, transform.FeatureCount);
        }
        Assert.Throws<ArgumentNullException>(() => transform.Fit(null!));
        Assert.Throws<ArgumentException>(() => transform.Fit(Matrix<double>.Build.Dense(3, 0)));
        transform.Fit(X);
        Assert.Contains("must have 3 features", Assert.Throws<ArgumentException>(() => transform.Transform(X.SubMatrix(0, 2, 0, 4))).Message, StringComparison.Ordinal);
        var infinite = X.Clone();
        infinite[0, 0] = double.PositiveInfinity;
        Assert.Throws<DataException>(() => transform.Transform(infinite));
    }

    [Theory, MemberData(nameof(Names))]
    public void Transforming_changes_neither_input_nor_what_was_learned(string name)
    {
        var transform = All<double>()[name];
        var before = X.Clone();
        var first = transform.FitTransform(X);
        transform.Transform(3 * X + 1);
        Assert.Equal(first, transform.Transform(X));
        Assert.Equal(before, X);
    }

    [Theory, MemberData(nameof(Names))]
    public void Samples_are_transformed_one_by_one(string name)
    {
        var transform = All<double>()[name];
        var whole = transform.FitTransform(X);
        Numeric.Close(whole.SubMatrix(0, whole.RowCount, 2, 1), transform.Transform(X.SubMatrix(0, 3, 2, 1)), 1e-12, 1e-12);
    }

    [Theory, MemberData(nameof(Names))]
    public void Fitting_again_forgets(string name)
    {
        var transform = All<double>()[name];
        transform.Fit(100 * X.SubMatrix(0, 2, 0, 4) - 5);
        Assert.Equal(All<double>()[name].FitTransform(X), transform.FitTransform(X));
    }

    [Theory, MemberData(nameof(Names))]
    public void Single_precision_agrees_with_double(string name)
    {
        var expected = All<double>()[name].FitTransform(X);
        var actual = All<float>()[name].FitTransform(X.ToSingle());
        Numeric.Close(expected.ToSingle(), actual, 1e-5, 1e-5);
    }

    [Theory, MemberData(nameof(Names))]
    public void Huge_and_tiny_values_give_finite_results_or_a_typed_error(string name)
    {
        foreach (double factor in new[] { 1e-320, 1e-300, 1e-160, 1e150, 1e300, 1e308 / 7 })
            try
            {
                Assert.DoesNotContain(All<double>()[name].FitTransform(X * factor).Enumerate(), value => !double.IsFinite(value));
            }
            catch (DataException error)
            {
                Assert.Matches("too large|constant|No feature", error.Message);
            }
    }

    [Fact]
    public void One_sample_is_enough_for_scalers()
    {
        var one = X.SubMatrix(0, 3, 0, 1);
        Assert.Equal([0, 0, 0], new StandardScaler<double>().FitTransform(one).ToColumnMajorArray());
        Assert.Equal([0, 0, 0], new MinMaxScaler<double>().FitTransform(one).ToColumnMajorArray());
        Assert.Equal([1, -1, 1], new MaxAbsScaler<double>().FitTransform(one).ToColumnMajorArray());
        Assert.Throws<DataException>(() => new Pca<double>(1).Fit(one));
        Assert.Throws<DataException>(() => new VarianceThreshold<double>().Fit(one));
    }

    [Fact]
    public void Constant_features_have_scale_1_even_when_their_mean_is_rounded()
    {
        var constant = Matrix<double>.Build.Dense(1, 10, 0.1);
        StandardScaler<double> scaler = new();
        scaler.Fit(constant);
        Assert.Equal(1, scaler.Scale[0]);
        Numeric.Close(0.1, scaler.Offset[0], 1e-12);
    }

    [Fact]
    public void Min_max_reaches_both_ends_of_its_range()
    {
        var scaled = new MinMaxScaler<double>(-2, 3).FitTransform(X);
        Numeric.Close([-2, 3, -2, 3, -2, -2], [.. new[] { 0, 1, 2 }.SelectMany(row => new[] { scaled.Row(row).Min(), scaled.Row(row).Max() })], 1e-12);
        Assert.Throws<ArgumentException>(() => new MinMaxScaler<double>(1, 1));
        Assert.Throws<ArgumentException>(() => new MinMaxScaler<double>(0, double.NaN));
    }

    [Fact]
    public void Variance_threshold_keeps_what_varies_enough()
    {
        var constant = X.Stack(Matrix<double>.Build.Dense(1, 4, 0.1));
        VarianceThreshold<double> all = new(), much = new(9);
        Assert.Equal(X.SubMatrix(0, 2, 0, 4), all.FitTransform(constant));
        Assert.Equal([0, 1], all.Kept);
        Assert.Equal(X.SubMatrix(1, 1, 0, 4) * 1.5, much.FitTransform(X * 1.5));
        Assert.Equal([1], much.Kept);
        Assert.Throws<DataException>(() => new VarianceThreshold<double>(1e6).Fit(X));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VarianceThreshold<double>(-1));
    }

    [Fact]
    public void Pca_finds_the_directions_whether_features_or_samples_are_more()
    {
        var tall = Matrix<double>.Build.Random(9, 5, 7);
        Pca<double> pca = new(4);
        var scores = pca.FitTransform(tall);
        Numeric.Close(Matrix<double>.Build.DenseIdentity(4), pca.Components * pca.Components.Transpose(), 1e-12, 1e-12);
        // Five centred samples span four dimensions: four components lose nothing.
        Numeric.Close(tall, pca.Inverse(scores), 1e-10, 1e-12);
        Numeric.Close(1, pca.ExplainedVarianceRatio.Sum(), 1e-12);
        Assert.Equal(pca.ExplainedVariance.OrderDescending(), pca.ExplainedVariance);
        foreach (var component in scores.EnumerateRows()) Assert.True(component[component.AbsoluteMaximumIndex()] > 0);
    }

    [Fact]
    public void Pca_refuses_what_it_cannot_do()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Pca<double>(0));
        Assert.Contains("got 3 x 4", Assert.Throws<DataException>(() => new Pca<double>(4).Fit(X)).Message, StringComparison.Ordinal);
        Assert.Contains("constant", Assert.Throws<DataException>(() => new Pca<double>(1).Fit(Matrix<double>.Build.Dense(2, 5, 3))).Message, StringComparison.Ordinal);
        Assert.Throws<NotFittedException>(() => new Pca<double>(1).Components);
        Assert.Throws<NotFittedException>(() => new Pca<double>(1).Inverse(X));
    }

    [Fact]
    public void Scalers_invert() => Prop.ForAll(Matrices(), x =>
    {
        foreach (var scaler in All<double>().Values.OfType<FeatureScaler<double>>())
        {
            double span = x.Enumerate().Max(Math.Abs);
            Numeric.Close(x, scaler.Inverse(scaler.FitTransform(x)), 1e-12, 1e-12 * span, scaler.GetType().Name);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Standard_scaling_gives_mean_0_and_deviation_1() => Prop.ForAll(Matrices(), x =>
    {
        foreach (var row in new StandardScaler<double>().FitTransform(x).EnumerateRows())
        {
            Numeric.Close(0, row.Average(), 0, 1e-9);
            double variance = row.Average(value => value * value);
            if (variance > 1e-12) Numeric.Close(1, variance, 1e-9);
        }
    }).QuickCheckThrowOnFailure();

    static Arbitrary<Matrix<double>> Matrices() => (
        from rows in Gen.Choose(1, 5)
        from columns in Gen.Choose(1, 8)
        from values in Gen.Choose(-1_000_000, 1_000_000).Select(value => value / 1000.0).ArrayOf(rows * columns)
        select Matrix<double>.Build.Dense(rows, columns, values)).ToArbitrary();
}
