using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests;

/// <summary>Small data for tests of the engine, the same numbers in float and double.</summary>
static class Samples
{
    /// <summary>Normal numbers.</summary>
    public static Matrix<T> Normal<T>(int rows, int columns, int seed = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new(seed, "samples");
        return Matrix<T>.Build.Dense(rows, columns, (_, _) => T.CreateTruncating(MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1)));
    }

    /// <summary>One-hot columns.</summary>
    public static Matrix<T> OneHotColumns<T>(int classes, int samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => OneHot.Encode<T>([.. Enumerable.Range(0, samples).Select(j => j * 7 / 3 % classes)], classes);

    /// <summary>Targets that a loss accepts.</summary>
    public static Matrix<T> TargetsFor<T>(Loss loss, int outputs, int samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        loss is BinaryCrossEntropy or CategoricalCrossEntropy ? OneHotColumns<T>(outputs, samples) : Normal<T>(outputs, samples, 2);

    /// <summary>An output activation that a loss accepts.</summary>
    public static Activation OutputFor(Loss loss) => loss switch
    {
        CategoricalCrossEntropy => Activation.Softmax,
        BinaryCrossEntropy => Activation.Sigmoid,
        _ => Activation.Linear,
    };

    /// <summary>Every number of a network, parameters and running statistics.</summary>
    public static T[] Weights<T>(Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. network.Layers.SelectMany(layer => layer.Parameters.Concat(layer.Buffers)).SelectMany(parameter => parameter.Value.ToColumnMajorArray())];
}
