namespace NeuralLab.Tests;

public class CourseDataTests
{
    public static TheoryData<string> Names => [.. CourseData.Sets.Select(set => set.Name)];

    [Theory]
    [InlineData("square-simple", 100, 100)]
    [InlineData("square-small", 20, 20)]
    [InlineData("square-large", 1000, 300)]
    [InlineData("steps-small", 50, 50)]
    [InlineData("steps-large", 10_000, 1000)]
    [InlineData("multimodal-sparse", 40, 200)]
    [InlineData("multimodal-small", 200, 200)]
    [InlineData("multimodal-large", 10_000, 1000)]
    [InlineData("easy", 500, 500, 250, 250)]
    [InlineData("xor3", 500, 500, 250, 250)]
    [InlineData("xor3-balance", 1050, 800, 1000, 50)]
    [InlineData("rings3-regular", 1500, 2000, 500, 500, 500)]
    [InlineData("rings3-balance", 2060, 2000, 1000, 1000, 60)]
    [InlineData("rings5-sparse", 200, 2000, 40, 40, 40, 40, 40)]
    [InlineData("rings5-regular", 1250, 2000, 250, 250, 250, 250, 250)]
    [InlineData("rings5-large", 5000, 2000, 1000, 1000, 1000, 1000, 1000)]
    public void Sets_have_the_sizes_of_the_course(string name, int training, int test, params int[] classes)
    {
        var data = CourseData.Load(name);
        Assert.Equal((training, test), (data.Training.SampleCount, data.Test.SampleCount));
        Assert.Equal(classes, data.Training.ClassSizes());
        Assert.Equal(classes.Length, data.Test.ClassCount);
        Assert.Equal(classes.Length > 0 ? ["x", "y"] : ["x"], data.Training.FeatureNames);
    }

    [Fact]
    public void There_are_no_other_sets() => Assert.Equal(16, CourseData.Sets.Select(set => set.Name).Distinct().Count());

    [Theory, MemberData(nameof(Names))]
    public void Samples_follow_the_formula_and_stay_in_range(string name)
    {
        var set = CourseData.Find(name);
        var data = CourseData.Load(name);
        foreach (var (part, range) in new[] { (data.Training, set.TrainingRange), (data.Test, set.TestRange) })
            for (int sample = 0; sample < part.SampleCount; sample++)
            {
                foreach (double value in part.X.Column(sample)) Assert.InRange(value, range.Low, range.High);
                if (set.Function is { } function) Numeric.Close(function(part.X[0, sample]), part.Y[0, sample], 0, 5.1e-7, $"{part.Name} sample {sample}");
                else Assert.Equal(set.Rule!(part.X[0, sample], part.X[1, sample]), part.Labels[sample]);
            }
    }

    [Theory, MemberData(nameof(Names))]
    public void Training_classes_are_sorted_and_test_classes_are_not(string name)
    {
        if (CourseData.Find(name).Task == LearningTask.Regression) return;
        var data = CourseData.Load(name);
        Assert.Equal(data.Training.Labels.Order(), data.Training.Labels);
        Assert.NotEqual(data.Test.Labels.Order(), data.Test.Labels);
    }

    [Theory]
    [InlineData(-1.5, 72.5)]
    [InlineData(0, -130)]
    [InlineData(2, 230)]
    public void Square_is_a_parabola(double x, double y) => Assert.Equal(y, CourseFunctions.Square(x));

    [Theory]
    [InlineData(-0.5000001, -80)]
    [InlineData(-0.5, 0)]
    [InlineData(0.5, 80)]
    [InlineData(1.4999999, 80)]
    [InlineData(1.5, 160)]
    public void Steps_jump_where_they_should(double x, double y) => Assert.Equal(y, CourseFunctions.Steps(x));

    [Fact]
    public void Multimodal_has_the_range_variance_and_roots_of_the_course()
    {
        double[] values = [.. CourseData.Load("multimodal-large").Training.Y.Row(0)];
        Assert.InRange(values.Min(), -99.5, -98.5);
        Assert.InRange(values.Max(), 100.2, 100.3);
        double mean = values.Average();
        Assert.InRange(values.Average(value => (value - mean) * (value - mean)), 4900, 5500);
        foreach (double root in new[] { -1.23, -1.1, -1, -0.34, 0, 0.7, 1.43, 1.5, 2 })
            Assert.True(CourseFunctions.Multimodal(root - 1e-9) * CourseFunctions.Multimodal(root + 1e-9) < 0, $"no change of sign at {root}");
    }

    [Theory]
    [InlineData(-100, -100, 0)]
    [InlineData(-33.1, -100, 0)]
    [InlineData(-33, -100, 1)]
    [InlineData(0, 0, 0)]
    [InlineData(100, 0, 1)]
    [InlineData(100, 100, 0)]
    public void Xor3_is_a_chessboard_of_three_fields(double x, double y, int expected) => Assert.Equal(expected, CourseFunctions.Xor3(x, y));

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(-1, 0, 1, 1)]
    [InlineData(50, 0, 1, 1)]
    [InlineData(-45, 20, 1, 3)]
    [InlineData(-100, 100, 0, 0)]
    [InlineData(100, 100, 2, 4)]
    public void Rings_count_outwards(double x, double y, int three, int five)
    {
        Assert.Equal(three, CourseFunctions.Rings3(x, y));
        Assert.Equal(five, CourseFunctions.Rings5(x, y));
    }

    [Fact]
    public void Square_large_has_36_test_samples_outside_the_training_range()
    {
        var data = CourseData.Load("square-large");
        var partition = TestPartition.ByTrainingRange(data);
        Assert.Equal(36, partition.Undecidable.Length);
        Assert.Equal(Enumerable.Range(0, 300), partition.Decidable.Concat(partition.Undecidable).Order());
        Assert.All(data.Test.Select(partition.Decidable).X.Row(0), x => Assert.InRange(x, -1.5, 2));
    }

    [Fact]
    public void Undecidable_steps_are_those_in_the_gaps_at_the_jumps()
    {
        var data = CourseData.Load("steps-small");
        var partition = TestPartition.ByJumps(data);
        Assert.Equal(Enumerable.Range(0, 50), partition.Decidable.Concat(partition.Undecidable).Order());
        // The honest best model: the value of the nearest training sample. It is right wherever the partition says decidable.
        foreach (int sample in partition.Decidable)
        {
            double x = data.Test.X[0, sample];
            double left = Nearest(-1), right = Nearest(1);
            Assert.Equal(data.Test.Y[0, sample], double.IsNaN(left) ? right : left);
            if (!double.IsNaN(left) && !double.IsNaN(right)) Assert.Equal(left, right);

            double Nearest(int side)
            {
                var samples = Enumerable.Range(0, 50).Where(other => side * (data.Training.X[0, other] - x) >= 0).ToArray();
                return samples.Length == 0 ? double.NaN : data.Training.Y[0, samples.MinBy(other => side * data.Training.X[0, other])];
            }
        }
        foreach (double jump in new[] { -0.5, 0.5, 1.5 })
            Assert.Contains(partition.Undecidable, sample => Math.Abs(data.Test.X[0, sample] - jump) < 0.3);
    }

    [Fact]
    public void Steps_small_has_a_gap_at_each_jump()
    {
        var gaps = TestPartition.Gaps(CourseData.Load("steps-small").Training);
        double[] jumps = [-0.5, 0.5, 1.5];
        Assert.Equal(jumps.Length, gaps.Length);
        Assert.All(gaps.Zip(jumps), pair => Assert.InRange(pair.Second, pair.First.From, pair.First.To));
    }

    [Fact]
    public void Gaps_want_one_feature() =>
        Assert.Throws<ArgumentException>(() => TestPartition.Gaps(CourseData.Load("easy").Training));

    [Fact]
    public void Partition_by_range_wants_equal_widths() =>
        Assert.Throws<ArgumentException>(() => TestPartition.ByTrainingRange(new DataSplit<double>(CourseData.Load("easy").Training, CourseData.Load("square-small").Test)));

    [Fact]
    public void Partition_by_jumps_wants_one_feature() =>
        Assert.Throws<ArgumentException>(() => TestPartition.ByJumps(CourseData.Load("easy")));

    [Fact]
    public void Unknown_set_lists_the_known_ones() =>
        Assert.Contains("'squares'; the sets are square-simple, ", Assert.Throws<DataException>(() => CourseData.Load("squares")).Message, StringComparison.Ordinal);
}
