using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>How far the gradient of a mini-batch lies from the gradient of all the data.</summary>
public static class GradientNoise
{
    /// <summary>
    /// For random mini-batches, |batch gradient - full gradient| / |full gradient| over all parameters: 0 if the batch says what all
    /// data say, 1 if it is as far off as the gradient is long. Changes no weight.
    /// </summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="network">The network, as it is now.</param>
    /// <param name="X">Inputs x samples.</param>
    /// <param name="Y">Targets, outputs x samples.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="batchSize">Samples in each batch, 1 to the number of samples; drawn without repetition.</param>
    /// <param name="batches">How many batches, at least 1.</param>
    /// <param name="seed">What the batches are drawn from.</param>
    /// <returns>One number for each batch.</returns>
    public static double[] Measure<T>(Network<T> network, Matrix<T> X, Matrix<T> Y, Loss loss, int batchSize, int batches, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(X);
        Check.AtLeast(1, batchSize);
        Check.AtLeast(1, batches);
        if (batchSize > X.ColumnCount)
            throw new ArgumentOutOfRangeException(nameof(batchSize), $"batchSize must be at most the number of samples, {X.ColumnCount}, but is {batchSize}.");
        var full = Gradient(network, X, Y, loss);
        var length = Distance(full, new double[full.Length]);
        RandomStream random = new(seed, RandomPurpose.Shuffling);
        return [.. Enumerable.Range(0, batches).Select(_ =>
        {
            var chosen = random.Permutation(X.ColumnCount).AsSpan(0, batchSize);
            return Distance(Gradient(network, Matrices.Columns(X, chosen), Matrices.Columns(Y, chosen), loss), full) / length;
        })];
    }

    static double[] Gradient<T>(Network<T> network, Matrix<T> X, Matrix<T> Y, Loss loss)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        network.Backward(network.Forward(X), Y, loss);
        return [.. network.Parameters.SelectMany(parameter => parameter.Gradient.Values().Select(double.CreateTruncating))];
    }

    static double Distance(double[] a, double[] b) => MathNet.Numerics.Distance.Euclidean(a, b);
}
