using System.Numerics;

namespace NeuralLab;

/// <summary>
/// Test samples in two groups: those that the training samples decide, and those that no honest model can know, because it would have to
/// guess beyond or between what it has seen. Errors on the two are reported apart.
/// </summary>
/// <param name="Decidable">Indices of test samples, ascending, for <see cref="DataSet{T}.Select"/>.</param>
/// <param name="Undecidable">The other indices, ascending.</param>
public sealed record TestPartition(int[] Decidable, int[] Undecidable)
{
    /// <summary>Decidable is what lies, in every feature, between the smallest and the largest training value (for square-large).</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="data">Any set with equally many features in both parts.</param>
    /// <exception cref="ArgumentException">The parts have different numbers of features.</exception>
    public static TestPartition ByTrainingRange<T>(DataSplit<T> data) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Training.FeatureCount != data.Test.FeatureCount)
            throw new ArgumentException(
                $"Training has {data.Training.FeatureCount} features, test has {data.Test.FeatureCount}.", nameof(data));
        (T Low, T High)[] ranges = [.. data.Training.X.EnumerateRows().Select(row => (row.Enumerate().Min(), row.Enumerate().Max()))];
        return By(data.Test, sample => ranges.Index().All(feature =>
            data.Test.X[feature.Index, sample] >= feature.Item.Low && data.Test.X[feature.Index, sample] <= feature.Item.High));
    }

    /// <summary>
    /// For a function of one feature that is constant except for jumps (steps-small): decidable is what does not lie in the gap between the
    /// two neighbouring training samples on either side of a jump. Beyond the outermost training samples the function goes on level.
    /// </summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="data">A regression set with one feature and one target.</param>
    /// <exception cref="ArgumentException">Not one feature and one target.</exception>
    public static TestPartition ByJumps<T>(DataSplit<T> data) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        if ((data.Training.FeatureCount, data.Test.FeatureCount, data.Training.TargetCount) != (1, 1, 1))
            throw new ArgumentException($"data must have one feature and one target, but is {data.Training} and {data.Test}.", nameof(data));
        var gaps = Gaps(data.Training);
        return By(data.Test, sample => !gaps.Any(gap => data.Test.X[0, sample] > gap.From && data.Test.X[0, sample] < gap.To));
    }

    /// <summary>The gaps of <see cref="ByJumps"/>: from each training sample to the next one to its right where their targets differ.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="training">Regression data with one feature and one target.</param>
    /// <returns>The inputs on either side, from left to right.</returns>
    /// <exception cref="ArgumentException">Not one feature and one target.</exception>
    public static (T From, T To)[] Gaps<T>(DataSet<T> training) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(training);
        if ((training.FeatureCount, training.TargetCount) != (1, 1))
            throw new ArgumentException($"training must have one feature and one target, but is {training}.", nameof(training));
        (T X, T Y)[] samples = [.. training.X.Row(0).Zip(training.Y.Row(0)).OrderBy(sample => sample.First)];
        return [.. samples.Zip(samples.Skip(1)).Where(pair => pair.First.Y != pair.Second.Y).Select(pair => (pair.First.X, pair.Second.X))];
    }

    static TestPartition By<T>(DataSet<T> test, Func<int, bool> isDecidable) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var groups = Enumerable.Range(0, test.SampleCount).ToLookup(isDecidable);
        return new([.. groups[true]], [.. groups[false]]);
    }
}
