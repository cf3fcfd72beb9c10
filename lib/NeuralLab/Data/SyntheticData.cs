using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// Small sets drawn on the spot: spiral, vertical clusters and a sine wave, as "Neural Networks from Scratch in Python" (Kinsley and
/// Kukieła, 2020) made them known. Same arguments, same samples. For wrong labels and noisy targets see <see cref="Noise"/>.
/// </summary>
public static class SyntheticData
{
    /// <summary>
    /// Arms of a spiral, one class each: hard for anything but a curved boundary. 2 features x samples, within the unit circle.
    /// </summary>
    /// <param name="perClass">Samples per class, at least 1.</param>
    /// <param name="classCount">Classes, at least 1.</param>
    /// <param name="seed">Same seed, same samples.</param>
    /// <param name="noise">Standard deviation of the angle, in radians before it is wound 2.5 times; 0 or more, default 0.2.</param>
    /// <param name="wrongLabels">The part of the samples that get a wrong label, [0, 1]; default 0.</param>
    /// <returns>A set sorted by class.</returns>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static DataSet<double> Spiral(int perClass, int classCount, int seed, double noise = 0.2, double wrongLabels = 0) =>
        Clusters("spiral", perClass, classCount, seed, noise, wrongLabels, (c, position, normal) =>
        {
            double radius = position, angle = 2.5 * (4 * (c + position) + normal.Sample());
            return (radius * Math.Sin(angle), radius * Math.Cos(angle));
        });

    /// <summary>Round clusters side by side, one class each: a straight line separates neighbours. 2 features x samples.</summary>
    /// <param name="perClass">Samples per class, at least 1.</param>
    /// <param name="classCount">Classes, at least 1.</param>
    /// <param name="seed">Same seed, same samples.</param>
    /// <param name="noise">Standard deviation of both coordinates, where centres lie 1 / classes apart; 0 or more, default 0.1.</param>
    /// <param name="wrongLabels">The part of the samples that get a wrong label, [0, 1]; default 0.</param>
    /// <returns>A set sorted by class.</returns>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static DataSet<double> Vertical(int perClass, int classCount, int seed, double noise = 0.1, double wrongLabels = 0) =>
        Clusters("vertical", perClass, classCount, seed, noise, wrongLabels,
            (c, _, normal) => ((double)c / classCount + normal.Sample(), 0.5 + normal.Sample()));

    /// <summary>One period of a sine: x evenly from 0 to 1, y = sin(2 pi x). 1 feature and 1 target x samples.</summary>
    /// <param name="sampleCount">Samples, at least 2.</param>
    /// <param name="seed">Same seed, same noise.</param>
    /// <param name="noise">Standard deviation of what is added to y; 0 or more, default 0.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static DataSet<double> Sine(int sampleCount, int seed = 0, double noise = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleCount, 2);
        var x = Matrix<double>.Build.Dense(1, sampleCount, (_, sample) => sample / (sampleCount - 1.0));
        return Noise.OnTargets(new DataSet<double>("sine", x, x.Map(value => Math.Sin(2 * Math.PI * value)), ["x"], ["y"]), noise, seed);
    }

    static DataSet<double> Clusters(string name, int perClass, int classCount, int seed, double noise, double wrongLabels,
        Func<int, double, Normal, (double X, double Y)> point)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        Check.NotNegative(noise);
        Normal normal = new(0, noise, new RandomStream(seed, $"{RandomPurpose.Data}/{name}"));
        int[] labels = [.. Enumerable.Range(0, perClass * classCount).Select(sample => sample / perClass)];
        var x = Matrix<double>.Build.Dense(2, labels.Length);
        for (int sample = 0; sample < labels.Length; sample++)
            (x[0, sample], x[1, sample]) = point(labels[sample], perClass == 1 ? 0 : sample % perClass / (perClass - 1.0), normal);
        DataSet<double> clean = new(name, x, labels, featureNames: ["x", "y"]);
        return wrongLabels == 0 ? clean : Noise.OnLabels(clean, wrongLabels, seed);
    }
}
