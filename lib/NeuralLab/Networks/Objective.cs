using System.Numerics;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>A loss tied to a network's output and to targets: fused with the output activation where it can be.</summary>
sealed class Objective<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Network<T> network;
    readonly Loss loss;
    readonly bool isFused;
    readonly BoundLoss<T> bound;

    internal Objective(Network<T> network, Loss loss, Matrix<T> targets)
    {
        if (targets.RowCount != network.Outputs)
            throw new ArgumentException(
                $"Y must have {network.Outputs} rows, one for each output of the network, but is {Matrices.ShapeOf(targets)}.", "Y");
        Matrices.RequireFinite(targets, "Y");
        var output = network.Layers[^1];
        RequireFit(loss, output);
        this.network = network;
        this.loss = loss;
        isFused = loss.FusedActivation is not null && loss.FusedActivation == output.Activation;
        bound = isFused ? loss.BindFused(network.Kernels) : loss.Bind(network.Kernels);
        Targets = loss.Encode(targets);
        SampleWeights = loss.SampleWeights(targets);
    }

    /// <summary>A loss on probabilities needs an output that gives them; what a layer or activation of the user's gives is the user's affair.</summary>
    static void RequireFit(Loss loss, Layer<T> output)
    {
        if (output.Activation is Softmax && loss.FusedActivation is not Softmax)
            throw new ArgumentException(
                $"{loss.Name} does not fit a softmax output: take CategoricalCrossEntropy, or another output activation.", nameof(loss));
        if (loss.FusedActivation is null || loss.FusedActivation == output.Activation) return;
        if (output is CustomLayer<T> || (output.Activation is CustomActivation && loss.FusedActivation is not Softmax)) return;
        throw new ArgumentException(
            $"{loss.Name} needs a {loss.FusedActivation.Name} output, but the activation of {output.Name}, the last layer, is {output.Activation.Name}.",
            nameof(loss));
    }

    /// <summary>Targets as the loss wants them: outputs x samples.</summary>
    internal Matrix<T> Targets { get; }

    /// <summary>One weight a sample, or null.</summary>
    internal T[]? SampleWeights { get; }

    internal double Scale(int samples, ReadOnlySpan<T> weights) => loss.Scale(network.Outputs, samples, weights);

    /// <summary>From now on the passes of this room end with this objective: where the loss is fused, the last layer stops at Z.</summary>
    internal void Join(Pass<T> pass) => pass.Last.IsFused = isFused;

    /// <summary>The mean loss of a pass of all samples; writes the gradient that backpropagation starts from.</summary>
    internal double Evaluate(Pass<T> pass) =>
        Evaluate(pass.Last.Slice(pass.All), Targets.Block(), SampleWeights, Scale(pass.Capacity, SampleWeights));

    /// <summary>Loss of what came out, given its targets and weights, times scale; writes the gradient that backpropagation starts from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal double Evaluate(in LayerSlice<T> last, Block<T> target, ReadOnlySpan<T> weights, double scale) => isFused
        ? bound.Evaluate(last.Z, target, last.dZ, weights, scale)
        : bound.Evaluate(last.A, target, last.dA, weights, scale);

    /// <summary>The mean loss on all targets, at inference.</summary>
    internal double Value(Matrix<T> X)
    {
        if (X.ColumnCount != Targets.ColumnCount)
            throw new ArgumentException($"X has {X.ColumnCount} samples (columns), but Y has {Targets.ColumnCount}.", "Y");
        const int Samples = 512;
        Pass<T> pass = new(network, Math.Min(Samples, X.ColumnCount), PassKind.Inference, X);
        Join(pass);
        double total = 0, scale = Scale(X.ColumnCount, SampleWeights);
        for (var first = 0; first < X.ColumnCount; first += pass.Capacity)
        {
            SampleRange part = new(first, Math.Min(pass.Capacity, X.ColumnCount - first));
            pass.MoveTo(first);
            pass.Forward(part);
            total += Evaluate(
                pass.Last.Slice(part), Targets.Block().ColumnRange(first, part.Count),
                SampleWeights is null ? default : SampleWeights.AsSpan(first, part.Count), scale);
        }
        return total;
    }
}
