namespace NeuralLab.Tests;

public class SyntheticDataTests
{
    [Fact]
    public void Spiral_without_noise_winds_around_the_origin()
    {
        var spiral = SyntheticData.Spiral(101, 3, seed: 1, noise: 0);
        Assert.Equal([101, 101, 101], spiral.ClassSizes());
        for (int sample = 0; sample < spiral.SampleCount; sample++)
        {
            int arm = sample / 101;
            double radius = sample % 101 / 100.0, angle = 2.5 * 4 * (arm + radius);
            Assert.Equal(arm, spiral.Labels[sample]);
            Numeric.Close([radius * Math.Sin(angle), radius * Math.Cos(angle)], [.. spiral.X.Column(sample)], 1e-12, 1e-12);
        }
    }

    [Fact]
    public void Noise_leaves_the_radius_of_a_spiral_and_repeats_with_its_seed()
    {
        var spiral = SyntheticData.Spiral(50, 2, seed: 1);
        for (int sample = 0; sample < 100; sample++) Numeric.Close(sample % 50 / 49.0, spiral.X.Column(sample).L2Norm(), 1e-12, 1e-12);
        Assert.Equal(spiral.X, SyntheticData.Spiral(50, 2, seed: 1).X);
        Assert.NotEqual(spiral.X, SyntheticData.Spiral(50, 2, seed: 2).X);
        Assert.NotEqual(spiral.X, SyntheticData.Spiral(50, 2, seed: 1, noise: 0).X);
    }

    [Fact]
    public void Vertical_clusters_lie_side_by_side()
    {
        var clusters = SyntheticData.Vertical(2000, 3, seed: 1);
        for (int c = 0; c < 3; c++)
        {
            var cluster = clusters.Select([.. Enumerable.Range(c * 2000, 2000)]);
            Numeric.Close(c / 3.0, cluster.X.Row(0).Average(), 0, 0.01);
            Numeric.Close(0.5, cluster.X.Row(1).Average(), 0, 0.01);
            Numeric.Close(0.1, Math.Sqrt(cluster.X.Row(1).Average(y => (y - 0.5) * (y - 0.5))), 0.06);
        }
    }

    [Fact]
    public void Sine_is_one_period_with_or_without_noise()
    {
        var sine = SyntheticData.Sine(5);
        Numeric.Close([0, 0.25, 0.5, 0.75, 1], [.. sine.X.Row(0)], 1e-12);
        Numeric.Close([0, 1, 0, -1, 0], [.. sine.Y.Row(0)], 1e-12, 1e-12);
        var noisy = SyntheticData.Sine(5000, seed: 1, noise: 0.5);
        Numeric.Close(0.5, Math.Sqrt((noisy.Y - SyntheticData.Sine(5000).Y).Enumerate().Average(error => error * error)), 0.05);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.15)]
    [InlineData(1)]
    public void Exactly_the_asked_part_of_the_labels_becomes_wrong(double fraction)
    {
        var data = CourseData.Load("rings5-sparse").Training;
        var noisy = Noise.OnLabels(data, fraction, seed: 3);
        Assert.Equal((int)(200 * fraction), data.Labels.Zip(noisy.Labels).Count(pair => pair.First != pair.Second));
        Assert.Equal(data.X, noisy.X);
        Assert.Equal(OneHot.Encode<double>(noisy.Labels, 5), noisy.Y);
        Assert.Equal(noisy.Labels, Noise.OnLabels(data, fraction, seed: 3).Labels);
        Assert.Equal(fraction == 0, noisy.Labels.SequenceEqual(Noise.OnLabels(data, fraction, seed: 4).Labels));
    }

    [Fact]
    public void Wrong_labels_are_spread_over_all_other_classes()
    {
        var noisy = Noise.OnLabels(SyntheticData.Vertical(3000, 4, seed: 1), 1, seed: 2);
        var counts = noisy.Labels.Take(3000).CountBy(label => label).ToDictionary();
        Assert.Equal([1, 2, 3], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 900, 1100));
        Assert.Equal(300, SyntheticData.Spiral(1000, 2, seed: 1, wrongLabels: 0.15).Labels.Index().Count(label => label.Item != label.Index / 1000));
    }

    [Fact]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticData.Spiral(0, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticData.Spiral(1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticData.Spiral(1, 2, 1, noise: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticData.Vertical(1, 2, 1, noise: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticData.Vertical(1, 2, 1, wrongLabels: 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticData.Sine(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Noise.OnTargets(SyntheticData.Sine(3), -1, 1));
        Assert.Throws<ArgumentException>(() => Noise.OnTargets(SyntheticData.Vertical(2, 2, 1), 1, 1));
        Assert.Throws<ArgumentException>(() => Noise.OnLabels(SyntheticData.Sine(3), 0.1, 1));
        Assert.Throws<ArgumentException>(() => Noise.OnLabels(SyntheticData.Vertical(2, 1, 1), 0.1, 1));
        Assert.Single(SyntheticData.Spiral(1, 1, 1).Labels);
    }
}
