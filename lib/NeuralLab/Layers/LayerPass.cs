using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>What a batch leaves in one layer on its way forward and back. In the lecture's symbols: A = f(Z), Z = W X + b.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal LayerPass(Layer<T> layer, Kernels<T> kernels, Matrix<T> input, Matrix<T>? inputGradient, int samples, PassKind kind)
    {
        Layer = layer;
        Kernels = kernels;
        Activation = layer.Activation is Linear ? null : layer.Activation.Bind(kernels);
        X = input;
        dX = inputGradient;
        A = Matrices.Zeros<T>(layer.Outputs, samples);
        var one = !layer.Activation.NeedsPreActivation && kind != PassKind.Inspection;
        Z = layer.Activation is Linear || one ? A : Matrices.Zeros<T>(layer.Outputs, samples);
        if (kind == PassKind.Inference) return;
        dA = Matrices.Zeros<T>(layer.Outputs, samples);
        dZ = layer.Activation is Linear || kind == PassKind.Training ? dA : Matrices.Zeros<T>(layer.Outputs, samples);
        Scratch = layer.CreateScratch(samples);
    }

    /// <summary>The layer.</summary>
    public Layer<T> Layer { get; }

    /// <summary>Input of the layer, the output of the one below: inputs x samples.</summary>
    public Matrix<T> X { get; }

    /// <summary>Pre-activation: outputs x samples.</summary>
    public Matrix<T> Z { get; }

    /// <summary>Activation, the output of the layer: outputs x samples.</summary>
    public Matrix<T> A { get; }

    /// <summary>Gradient of the loss with respect to A: outputs x samples. Null before backpropagation was asked for.</summary>
    public Matrix<T>? dA { get; }

    /// <summary>Gradient with respect to Z: outputs x samples.</summary>
    public Matrix<T>? dZ { get; }

    /// <summary>Gradient with respect to X: inputs x samples. Null in the first layer, where nobody needs it.</summary>
    public Matrix<T>? dX { get; }

    /// <summary>The network's arithmetic.</summary>
    internal Kernels<T> Kernels { get; }

    /// <summary>The layer's activation in that arithmetic; null: linear.</summary>
    internal BoundActivation<T>? Activation { get; }

    /// <summary>What a layer keeps beside these: a dropout mask, normalised inputs.</summary>
    internal Matrix<T>? Scratch { get; }

    /// <summary>True if the loss is fused with this layer's activation: it reads Z and writes dZ.</summary>
    internal bool IsFused { get; set; }

    /// <summary>What a random layer draws from.</summary>
    internal StepKey Key { get; set; }

    /// <summary>The sample of the batch in the first column here: not 0 when a large batch goes through in parts.</summary>
    internal int FirstSample { get; set; }

    /// <summary>True if X is the whole batch, even where the other matrices hold a part of it.</summary>
    internal bool XIsBatch { get; init; }

    /// <summary>Some samples of the pass, for the layer to work on.</summary>
    internal LayerSlice<T> Slice(SampleRange samples) => new(this, samples);
}

/// <summary>What the buffers of a pass are for; it decides which of them share memory.</summary>
internal enum PassKind
{
    Inference,
    Training,
    Inspection,
}
