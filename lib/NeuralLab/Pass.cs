using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>One batch on its way through a network, every intermediate matrix visible.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Pass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly LayerPass<T>[] layers;

    internal Pass(Network<T> network, int samples, PassKind kind, Matrix<T>? input = null)
    {
        Network = network;
        Input = input ?? Shapes.Zeros<T>(network.Inputs, samples);
        Capacity = samples;
        layers = new LayerPass<T>[network.Layers.Count];
        for (var l = 0; l < layers.Length; l++)
            layers[l] = new(network.Layers[l], l == 0 ? Input : layers[l - 1].A, l == 0 ? null : layers[l - 1].dA, samples, kind);
    }

    /// <summary>The network that the batch went through.</summary>
    public Network<T> Network { get; }

    /// <summary>The batch: inputs x samples.</summary>
    public Matrix<T> Input { get; }

    /// <summary>What the batch left in each layer, from the first to the last.</summary>
    public IReadOnlyList<LayerPass<T>> Layers => layers;

    /// <summary>What came out: outputs x samples.</summary>
    public Matrix<T> Output => layers[^1].A;

    internal LayerPass<T> Last => layers[^1];

    internal LayerPass<T> At(int layer) => layers[layer];

    /// <summary>Samples that the buffers hold.</summary>
    internal int Capacity { get; }

    /// <summary>Says which sample of the batch is the first one here.</summary>
    internal void MoveTo(int firstSample)
    {
        foreach (var layer in layers) layer.FirstSample = firstSample;
    }

    /// <summary>Sets what random layers draw from, each from keys of its own (0: inference).</summary>
    internal void Begin(long key)
    {
        var state = unchecked((ulong)key);
        foreach (var layer in layers) layer.Key = key == 0 ? 0 : unchecked((long)RandomStream.SplitMix64(ref state)) | 1L << 62;
    }

    internal void Forward(int first, int count)
    {
        foreach (var layer in layers) layer.Layer.Forward(layer, first, count);
    }

    /// <summary>From the last layer's dA (or dZ where the loss is fused) down to the first.</summary>
    internal void Backward(int first, int count)
    {
        for (var l = layers.Length - 1; l >= 0; l--) layers[l].Layer.Backward(layers[l], first, count);
    }
}
