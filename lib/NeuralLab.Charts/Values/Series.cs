namespace NeuralLab.Charts;

/// <summary>Named points: a curve, or a group of data.</summary>
/// <param name="Name">What the legend calls it. Never empty.</param>
/// <param name="X">Horizontal positions.</param>
/// <param name="Y">Vertical positions, as many as <paramref name="X"/>.</param>
/// <exception cref="ArgumentException">The name is empty, there are no points, or X and Y differ in length.</exception>
public sealed record Series(string Name, Values X, Values Y)
{
    /// <summary>What the legend calls it.</summary>
    public string Name { get; init; } = Check.Text(Name, "the name of a series");

    /// <summary>Horizontal positions.</summary>
    public Values X { get; } = (Values)Check.Some(X, "point", nameof(X));

    /// <summary>Vertical positions.</summary>
    public Values Y { get; } = Checked(Name, X, Y);

    /// <summary>Where an optimizer was, as <see cref="Descent.Path"/> gives it: the first number to the right, the second upwards.</summary>
    /// <param name="name">What the legend calls the optimizer.</param>
    /// <param name="positions">At least one, of two numbers each.</param>
    public static Series OfPath(string name, IReadOnlyList<double[]> positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        return new(name, Values.From(positions.Select(position => position[0])), Values.From(positions.Select(position => position[1])));
    }

    /// <summary>The false and true positive rates of a classifier, for <see cref="Figures.RocCurve"/>.</summary>
    /// <param name="name">What the legend calls the classifier.</param>
    /// <param name="curve">Its curve.</param>
    public static Series Roc(string name, RocCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return new(name, Values.From(curve.FalsePositiveRates), Values.From(curve.TruePositiveRates));
    }

    /// <summary>The samples of each class, for <see cref="Figures.Scatter"/> and decision regions.</summary>
    /// <param name="data">A set for classification with two features: horizontal and vertical position.</param>
    /// <returns>A series for each class that has samples, in the order of the classes.</returns>
    /// <exception cref="ArgumentException">The set has no classes, or not two features.</exception>
    public static IReadOnlyList<Series> OfClasses(DataSet<double> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.ClassCount == 0 || data.FeatureCount != 2)
            throw new ArgumentException($"Expected classes and two features, got {data}.", nameof(data));
        var samples = Enumerable.Range(0, data.SampleCount).ToLookup(sample => data.Labels[sample]);
        return [.. Enumerable.Range(0, data.ClassCount).Where(samples.Contains).Select(label => new Series(
            $"class {data.TargetNames[label]}", Values.From(samples[label].Select(sample => data.X[0, sample])), Values.From(samples[label].Select(sample => data.X[1, sample]))))];
    }

    /// <summary>The same points from left to right: a function's curve, whatever the order of its samples.</summary>
    internal Series FromLeftToRight()
    {
        var order = Enumerable.Range(0, X.Count).OrderBy(index => X[index]).ToArray();
        return Take(order);
    }

    /// <summary>
    /// At most <paramref name="most"/> points, evenly from first to last. A picture shows no more, and thousands make a
    /// page slow.
    /// </summary>
    internal Series Thinned(int most)
    {
        if (X.Count <= most)
            return this;
        return Take([.. Enumerable.Range(0, most).Select(index => (int)((long)index * (X.Count - 1) / (most - 1)))]);
    }

    Series Take(int[] indices) => new(Name, Values.From(indices.Select(index => X[index])), Values.From(indices.Select(index => Y[index])));

    static Values Checked(string name, Values x, Values y)
    {
        ArgumentNullException.ThrowIfNull(y);
        Check.SameCount(x.Count, y.Count, $"as many Y as X in series '{name}'", nameof(Y));
        return y;
    }
}
