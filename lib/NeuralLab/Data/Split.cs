using System.Numerics;

namespace NeuralLab;

/// <summary>Splits samples into parts that share none: training and test, or the folds of cross-validation.</summary>
public static class Split
{
    /// <summary>Splits a data set in two, at random.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="data">What to split.</param>
    /// <param name="testFraction">
    /// The part that goes to <see cref="DataSplit{T}.Test"/>, in (0, 1), rounded to whole samples, at least one for each part.
    /// </param>
    /// <param name="seed">Same seed, same split.</param>
    /// <param name="stratified">
    /// For classification: every class gives that part of its own samples, give or take one, so that rare classes are in both parts. Needs
    /// at least 2 samples of every class that occurs. Default false.
    /// </param>
    /// <exception cref="ArgumentException">The fraction is out of range, or stratified is asked of a set for regression.</exception>
    /// <exception cref="DataException">There is only one sample, or a class has only one.</exception>
    public static DataSplit<T> TrainingTest<T>(DataSet<T> data, double testFraction, int seed, bool stratified = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        RandomStream random = new(seed, RandomPurpose.Splitting);
        var (training, test) = TrainingTest(data.SampleCount, testFraction, random, stratified ? Labels(data) : null);
        return new(data.Select(training), data.Select(test));
    }

    /// <summary>Splits the numbers 0 .. <paramref name="sampleCount"/> - 1 in two, at random.</summary>
    /// <param name="sampleCount">How many samples there are, at least 2.</param>
    /// <param name="testFraction">The part that goes to the test, in (0, 1), rounded to whole samples, at least one for each part.</param>
    /// <param name="random">Decides.</param>
    /// <param name="labels">
    /// One class per sample: every class gives that part of its own samples, give or take one. Null: no matter.
    /// </param>
    /// <returns>Two arrays of samples in random order.</returns>
    /// <exception cref="ArgumentException">The fraction is out of range, or there is not one label per sample.</exception>
    /// <exception cref="DataException">There is only one sample, or a class has only one.</exception>
    public static (int[] Training, int[] Test) TrainingTest(int sampleCount, double testFraction, RandomStream random, int[]? labels = null)
    {
        if (!(testFraction > 0 && testFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "testFraction must be between 0 and 1.");
        int[] order = ByClass(sampleCount, 2, random, labels);
        int testCount = Math.Clamp((int)Math.Round(testFraction * sampleCount), 1, sampleCount - 1);
        // Test samples are spread evenly over the order, and so over the classes that lie in it one after the other.
        long Before(long position) => position * testCount / sampleCount;
        var parts = order.Index().ToLookup(place => Before(place.Index + 1) > Before(place.Index), place => place.Item);
        int[] training = [.. parts[false]], test = [.. parts[true]];
        random.Shuffle(training.AsSpan());
        random.Shuffle(test.AsSpan());
        return (training, test);
    }

    /// <summary>Splits a data set for cross-validation: every sample is in the test part of exactly one fold.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="data">What to split.</param>
    /// <param name="foldCount">How many folds, 2 .. samples.</param>
    /// <param name="seed">Same seed, same folds.</param>
    /// <param name="stratified">
    /// For classification: the folds have as many samples of every class as each other, give or take one. Needs at least
    /// <paramref name="foldCount"/> samples of every class that occurs. Default: true for classification, false for regression.
    /// </param>
    /// <returns>One split per fold; test parts differ in size by one sample at most.</returns>
    /// <exception cref="ArgumentException">Fewer than 2 folds, or stratified is asked of a set for regression.</exception>
    /// <exception cref="DataException">There are fewer samples, of all or of a class, than folds.</exception>
    public static IReadOnlyList<DataSplit<T>> Folds<T>(DataSet<T> data, int foldCount, int seed, bool? stratified = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        int[]? labels = stratified ?? data.Task == LearningTask.Classification ? Labels(data) : null;
        return [.. Folds(data.SampleCount, foldCount, new(seed, RandomPurpose.Splitting), labels)
            .Select(fold => new DataSplit<T>(data.Select(fold.Training), data.Select(fold.Test)))];
    }

    /// <summary>Splits the numbers 0 .. <paramref name="sampleCount"/> - 1 for cross-validation.</summary>
    /// <param name="sampleCount">How many samples there are.</param>
    /// <param name="foldCount">How many folds, 2 .. <paramref name="sampleCount"/>.</param>
    /// <param name="random">Decides.</param>
    /// <param name="labels">One class per sample: every fold gets as many of each class, give or take one. Null: no matter.</param>
    /// <returns>Two arrays of samples per fold, in random order.</returns>
    /// <exception cref="ArgumentException">Fewer than 2 folds, or not one label per sample.</exception>
    /// <exception cref="DataException">There are fewer samples, of all or of a class, than folds.</exception>
    public static IReadOnlyList<(int[] Training, int[] Test)> Folds(
        int sampleCount, int foldCount, RandomStream random, int[]? labels = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(foldCount, 2);
        int[] order = ByClass(sampleCount, foldCount, random, labels);
        // Like dealing cards: whoever deals classes one after the other gives every fold its share of each.
        int[] fold = new int[sampleCount];
        for (int position = 0; position < order.Length; position++) fold[order[position]] = position % foldCount;
        random.Shuffle(order.AsSpan());
        return [.. Enumerable.Range(0, foldCount).Select(number =>
            (order.Where(sample => fold[sample] != number).ToArray(), order.Where(sample => fold[sample] == number).ToArray()))];
    }

    // All samples in random order, but those of a class together if there are classes.
    static int[] ByClass(int sampleCount, int least, RandomStream random, int[]? labels)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (sampleCount < least) throw new DataException($"There must be at least {least} samples to split, but there are {sampleCount}.");
        int[] order = random.Permutation(sampleCount);
        if (labels is null) return order;
        if (labels.Length != sampleCount)
            throw new ArgumentException($"labels must hold {sampleCount} labels, one for each sample, but holds {labels.Length}.", nameof(labels));
        foreach (var (label, count) in labels.CountBy(label => label))
            if (count < least) throw new DataException($"Class {label} has {count} samples; to split by class it needs at least {least}.");
        return [.. order.OrderBy(sample => labels[sample])];
    }

    static int[] Labels<T>(DataSet<T> data) where T : unmanaged, IBinaryFloatingPointIeee754<T> => data.Task == LearningTask.Classification
        ? data.Labels
        : throw new ArgumentException($"{data.Name} has no classes to stratify by.", nameof(data));
}
