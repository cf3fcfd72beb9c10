using System.Numerics;
using MathNet.Numerics.Distributions;

namespace NeuralLab;

/// <summary>Spoils training data on purpose, to show what regularization is good for.</summary>
public static class Noise
{
    /// <summary>Gives a part of the samples a wrong label: another class, each equally likely.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="data">A set for classification with at least 2 classes.</param>
    /// <param name="fraction">The part of the samples that get a wrong label, [0, 1], rounded to whole samples.</param>
    /// <param name="seed">Same seed, same wrong labels.</param>
    /// <exception cref="ArgumentException">The fraction is out of range, or the set has fewer than 2 classes.</exception>
    public static DataSet<T> OnLabels<T>(DataSet<T> data, double fraction, int seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!(fraction >= 0 && fraction <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "fraction must be from 0 to 1.");
        if (data.ClassCount < 2)
            throw new ArgumentException($"{data.Name} needs at least 2 classes, it has {data.ClassCount}.", nameof(data));
        RandomStream random = new(seed, RandomPurpose.Noise);
        int[] labels = [.. data.Labels];
        foreach (int sample in random.Permutation(labels.Length).Take((int)Math.Round(fraction * labels.Length)))
            labels[sample] = (labels[sample] + random.Next(1, data.ClassCount)) % data.ClassCount;
        return data.WithLabels(labels);
    }

    /// <summary>Adds normally distributed noise to the targets.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="data">A set for regression.</param>
    /// <param name="standardDeviation">How strong, in the targets' unit, 0 or more.</param>
    /// <param name="seed">Same seed, same noise.</param>
    /// <exception cref="ArgumentException">The deviation is negative or not finite, or the set is for classification.</exception>
    public static DataSet<T> OnTargets<T>(DataSet<T> data, double standardDeviation, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        Check.NotNegative(standardDeviation);
        if (data.Task == LearningTask.Classification)
            throw new ArgumentException(
                $"{data.Name} is for classification; its labels can be spoiled with {nameof(OnLabels)}.", nameof(data));
        Normal noise = new(0, standardDeviation, new RandomStream(seed, RandomPurpose.Noise));
        return data.WithTargets(data.Y.Map(value => value + T.CreateTruncating(noise.Sample())));
    }
}
