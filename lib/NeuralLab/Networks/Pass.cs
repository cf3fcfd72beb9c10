using System.Numerics;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>One batch on its way through a network, every intermediate matrix visible.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Pass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly LayerPass<T>[] layers;

    /// <summary>Room for a batch, or for a part of it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">How many samples there is room for.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="batch">The whole batch, inputs x samples, read where it is; null: what it is to be is copied into <see cref="Input"/>.</param>
    internal Pass(Network<T> network, int samples, PassKind kind, Matrix<T>? batch = null)
    {
        Network = network;
        Input = batch ?? Matrices.Zeros<T>(network.Inputs, samples);
        Capacity = samples;
        layers = new LayerPass<T>[network.Layers.Count];
        for (var l = 0; l < layers.Length; l++)
            layers[l] = new(network.Layers[l], network.Kernels, l == 0 ? Input : layers[l - 1].A, l == 0 ? null : layers[l - 1].dA, samples, kind)
            {
                XIsBatch = l == 0 && batch is not null,
            };
    }

    /// <summary>The network that the batch went through.</summary>
    public Network<T> Network { get; }

    /// <summary>The batch: inputs x samples.</summary>
    public Matrix<T> Input { get; }

    /// <summary>What the batch left in each layer, from the first to the last.</summary>
    public IReadOnlyList<LayerPass<T>> Layers => layers;

    /// <summary>What came out: outputs x samples.</summary>
    public Matrix<T> Output => Last.A;

    internal LayerPass<T> First => layers[0];

    internal LayerPass<T> Last => layers[^1];

    internal LayerPass<T> At(int layer) => layers[layer];

    /// <summary>Samples that there is room for.</summary>
    internal int Capacity { get; }

    /// <summary>All samples that there is room for, of a batch that is no larger.</summary>
    internal SampleRange All => new(0, Capacity);

    /// <summary>Makes room for the samples of the batch from this one on.</summary>
    internal void MoveTo(int firstSample)
    {
        foreach (var layer in layers) layer.FirstSample = firstSample;
    }

    /// <summary>Says what random layers draw from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Begin(StepKey key)
    {
        for (var l = 0; l < layers.Length; l++) layers[l].Key = key.OfLayer(l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Forward(SampleRange samples)
    {
        foreach (var layer in layers) layer.Layer.Forward(layer.Slice(samples));
    }

    /// <summary>From the last layer's dA (or dZ where the loss is fused) down to the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Backward(SampleRange samples)
    {
        for (var l = layers.Length - 1; l >= 0; l--) layers[l].Layer.Backward(layers[l].Slice(samples));
    }
}
