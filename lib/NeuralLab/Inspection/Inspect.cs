using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>Looks inside a network on its way forward and back. Changes no weight.</summary>
public static class Inspect
{
    /// <summary>What each layer gives for some samples, at inference.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="network">The network, as it is now.</param>
    /// <param name="X">Inputs x samples.</param>
    /// <returns>One entry for each layer.</returns>
    public static IReadOnlyList<LayerActivations> Activations<T>(Network<T> network, Matrix<T> X)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        return [.. network.Forward(X).Layers.Select(Look)];
    }

    /// <summary>
    /// The Euclidean norm of the loss gradient with respect to the parameters of each layer that has any. Where it shrinks from layer to
    /// layer towards the input, gradients vanish.
    /// </summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="network">The network, as it is now.</param>
    /// <param name="X">Inputs x samples.</param>
    /// <param name="Y">Targets, outputs x samples.</param>
    /// <param name="loss">The loss, as a mean over the samples.</param>
    public static IReadOnlyList<LayerNumber> GradientNorms<T>(Network<T> network, Matrix<T> X, Matrix<T> Y, Loss loss)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        network.Backward(network.Forward(X), Y, loss);
        return [.. network.Layers.Where(layer => layer.Parameters.Count > 0).Select(layer => new LayerNumber(layer.Name, GradientNorm(network, layer)))];
    }

    internal static double GradientNorm<T>(Network<T> network, Layer<T> layer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Math.Sqrt(layer.Parameters.Sum(parameter => network.Kernels.SumOfSquares(parameter.Gradient.Values())));

    static LayerActivations Look<T>(LayerPass<T> pass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] values = [.. pass.A.Enumerate().Select(double.CreateTruncating)];
        var mean = values.Average();
        var slope = pass.Layer.Activation is Softmax ? null : pass.Layer.Activation.Backward(pass.Z, pass.Z.Map(_ => T.One, Zeros.Include));
        return new(
            pass.Layer.Name, mean, Math.Sqrt(values.Average(a => (a - mean) * (a - mean))), values.Min(), values.Max(), pass.Layer.Outputs,
            slope is null ? 0 : slope.EnumerateRows().Count(unit => unit.All(derivative => derivative == T.Zero)));
    }
}

/// <summary>What a layer gives.</summary>
/// <param name="Layer">Kind and place.</param>
/// <param name="Mean">Mean over units and samples.</param>
/// <param name="StandardDeviation">Standard deviation over units and samples.</param>
/// <param name="Smallest">Smallest output.</param>
/// <param name="Largest">Largest output.</param>
/// <param name="Units">Outputs of the layer.</param>
/// <param name="DeadUnits">
/// Units through which no gradient passes for any of the samples: ReLU units that are 0 for all, sigmoids at their very ends. They
/// cannot learn from these samples. 0 for softmax, whose units share their derivatives.
/// </param>
public sealed record LayerActivations(string Layer, double Mean, double StandardDeviation, double Smallest, double Largest, int Units, int DeadUnits);

/// <summary>A number that belongs to a layer.</summary>
/// <param name="Layer">Kind and place.</param>
/// <param name="Value">The number.</param>
public sealed record LayerNumber(string Layer, double Value);
