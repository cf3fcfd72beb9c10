using System.Diagnostics;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>Where the time of a training step goes, layer by layer, on one thread. Changes no weight.</summary>
public static class Profile
{
    /// <summary>Measures one batch, several times over, and keeps the shortest time of each part.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="network">The network; running statistics are left alone too, since it runs as at inference.</param>
    /// <param name="X">A batch, inputs x samples.</param>
    /// <param name="Y">Targets, outputs x samples.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="repeats">How many times, at least 1. Default 20: the first ones also compile the code.</param>
    /// <returns>One entry for each layer.</returns>
    public static IReadOnlyList<LayerTime> Run<T>(Network<T> network, Matrix<T> X, Matrix<T> Y, Loss loss, int repeats = 20)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        Check.AtLeast(1, repeats);
        var pass = network.Forward(X);
        network.Backward(pass, Y, loss);
        var layers = network.Layers.Count;
        double[] forward = new double[layers], backward = new double[layers];
        Array.Fill(forward, double.PositiveInfinity);
        Array.Fill(backward, double.PositiveInfinity);
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            for (var l = 0; l < layers; l++) Time(ref forward[l], () => network.Layers[l].Forward(pass.At(l).Slice(pass.All)));
            for (var l = layers - 1; l >= 0; l--)
                Time(ref backward[l], () =>
                {
                    network.Layers[l].Backward(pass.At(l).Slice(pass.All));
                    foreach (var parameter in network.Layers[l].Parameters)
                        network.Layers[l].Gradient(pass.At(l).Slice(pass.All), parameter.All);
                });
        }
        return [.. network.Layers.Select((layer, l) => new LayerTime(layer.Name, forward[l], backward[l]))];
    }

    static void Time(ref double best, Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
    }
}

/// <summary>The time a layer takes for a batch.</summary>
/// <param name="Layer">Kind and place.</param>
/// <param name="ForwardMicroseconds">From X to A.</param>
/// <param name="BackwardMicroseconds">From dA to dX and the gradients of the parameters.</param>
public sealed record LayerTime(string Layer, double ForwardMicroseconds, double BackwardMicroseconds);
