using System.Numerics;
using MathNet.Numerics.Statistics;

namespace NeuralLab.Charts;

/// <summary>One method tried with several seeds: what was measured at each step, for each seed.</summary>
/// <param name="Name">What the legend calls the method. Never empty.</param>
/// <param name="Y">
/// One array per seed. Arrays may differ in length where some seeds stopped early; a step's mean is over the seeds that
/// reached it.
/// </param>
public sealed record SeedCurves(string Name, IReadOnlyList<double[]> Y)
{
    /// <summary>A method tried once.</summary>
    /// <param name="name">What the legend calls the method.</param>
    /// <param name="y">What was measured at each step.</param>
    public SeedCurves(string name, double[] y)
        : this(name, [y])
    {
    }

    /// <summary>What was recorded in training runs, one for each seed.</summary>
    /// <typeparam name="T">Element type of the networks; the compiler finds it.</typeparam>
    /// <param name="name">What the legend calls the method.</param>
    /// <param name="runs">At least one run.</param>
    /// <param name="y">What to draw of a run's history, such as <c>history => history.Loss</c>.</param>
    /// <param name="x">
    /// Where each step stands; the median over the runs is taken,
    /// so that one run that was held up does not bend the axis. Null (the default) for 1, 2, 3...
    /// </param>
    public static SeedCurves Of<T>(
        string name, IEnumerable<TrainingResult<T>> runs, Func<History, IEnumerable<double>> y, Func<History, IEnumerable<double>>? x = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        History[] histories = [.. runs.Select(run => run.History)];
        SeedCurves curves = new(name, [.. histories.Select(history => y(history).ToArray())]);
        if (x is null) return curves;
        double[][] positions = [.. histories.Select(history => x(history).ToArray())];
        return curves with
        {
            X = [.. Enumerable.Range(0, curves.Steps).Select(step => positions.Where(each => step < each.Length).Select(each => each[step]).Median())],
        };
    }

    /// <summary>What the legend calls the method.</summary>
    public string Name { get; } = Check.Text(Name, "the name of a method");

    /// <summary>One array per seed.</summary>
    public IReadOnlyList<double[]> Y { get; } = Checked(Name, Y);

    /// <summary>
    /// Where each step stands on the horizontal axis, as many as the longest seed has steps: epochs, gradient
    /// evaluations, mean seconds, learning rates. Null (the default) for 1, 2, 3...
    /// </summary>
    /// <exception cref="ArgumentException">The number of positions is not that of the longest seed.</exception>
    public Values? X
    {
        get;
        init
        {
            if (value is not null)
                Check.SameCount(Steps, value.Count, $"one X per step of '{Name}'", nameof(X));
            field = value;
        }
    }

    /// <summary>The number of steps of the longest seed.</summary>
    internal int Steps => Y.Max(seed => seed.Length);

    /// <summary>Position, mean and standard deviation over seeds at each step, for at most <paramref name="most"/> steps.</summary>
    internal IReadOnlyList<SeedStatistics> Statistics(int most)
    {
        var steps = Steps;
        var count = Math.Min(most, steps);
        return [.. Enumerable.Range(0, count).Select(index => At(count == 1 ? 0 : (int)((long)index * (steps - 1) / (count - 1))))];
    }

    SeedStatistics At(int step)
    {
        var values = Y.Where(seed => step < seed.Length).Select(seed => seed[step]).Where(double.IsFinite).ToArray();
        return SeedStatistics.Of(X is null ? step + 1 : X[step], values);
    }

    static IReadOnlyList<double[]> Checked(string name, IReadOnlyList<double[]> seeds)
    {
        Check.Some(seeds, $"seed of '{name}'", nameof(Y));
        foreach (var seed in seeds)
            Check.Some(seed, $"step in every seed of '{name}'", nameof(Y));
        return seeds;
    }
}
