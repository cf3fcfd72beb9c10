namespace NeuralLab.Tests.Contract;

/// <summary>What every metric owes.</summary>
public class MetricContract
{
    public static TheoryData<string> Names => [.. Metrics<double>.All.Select(metric => metric.Name)];

    static Metric<T> Find<T>(string name)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => Metrics<T>.All.Single(metric => metric.Name == name);

    [Theory]
    [MemberData(nameof(Names))]
    public void APerfectPredictionIsTheBest(string name)
    {
        var metric = Find<double>(name);
        var targets = Samples.OneHotColumns<double>(3, 12);
        var perfect = metric.Compute(targets, targets);
        Assert.Equal(metric.HigherIsBetter ? 1 : 0, perfect);
        var worse = metric.Compute(targets, Samples.Normal<double>(3, 12));
        Assert.True(double.IsFinite(worse) && (metric.HigherIsBetter ? worse < perfect : worse > perfect), $"{worse}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void BadDataAreNamed(string name)
    {
        var metric = Find<double>(name);
        var targets = Samples.OneHotColumns<double>(3, 12);
        Assert.ThrowsAny<ArgumentException>(() => metric.Compute(targets, Samples.Normal<double>(3, 11)));
        Assert.ThrowsAny<ArgumentException>(() => metric.Compute(null!, targets));
        var nan = targets.Clone();
        nan[1, 4] = double.NaN;
        Assert.Throws<DataException>(() => metric.Compute(targets, nan));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void FloatAgreesWithDoubleAndArgumentsAreNotChanged(string name)
    {
        var (targets, predictions) = (Samples.OneHotColumns<double>(3, 12), Samples.Normal<double>(3, 12));
        var before = predictions.Clone();
        var value = Find<double>(name).Compute(targets, predictions);
        Numeric.Close(value, Find<float>(name).Compute(Matrices.Convert<double, float>(targets), Matrices.Convert<double, float>(predictions)), 1e-5);
        Assert.Equal(before, predictions);
        Assert.Equal(value, Find<double>(name).Compute(targets, predictions));
    }
}
