using System.Numerics;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// Some samples on their way through a layer, as its mathematics sees them: every matrix is cut to them. A layer works on slices, so
/// that threads can share a batch and a large batch can go through in parts.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
readonly struct LayerSlice<T>(LayerPass<T> pass, SampleRange samples)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Which samples of the batch these are.</summary>
    internal SampleRange Samples => samples;

    /// <summary>The arithmetic of the network.</summary>
    internal Kernels<T> Kernels => pass.Kernels;

    /// <summary>f of A = f(Z). Null where there is nothing to do: f is linear, so A is Z itself, or the loss takes Z and gives dZ.</summary>
    internal BoundActivation<T>? Activation => pass.IsFused ? null : pass.Activation;

    /// <summary>What random layers draw from.</summary>
    internal StepKey Key => pass.Key;

    /// <summary>Input: inputs x samples.</summary>
    internal Block<T> X => Cut(pass.X, pass.XIsBatch ? 0 : pass.FirstSample);

    /// <summary>Pre-activation: outputs x samples.</summary>
    internal Block<T> Z => Cut(pass.Z);

    /// <summary>Output: outputs x samples. May be where Z is, if f' can be had from A.</summary>
    internal Block<T> A => Cut(pass.A);

    /// <summary>Gradient with respect to A: outputs x samples; empty at inference.</summary>
    internal Block<T> dA => Cut(pass.dA);

    /// <summary>Gradient with respect to Z: outputs x samples; empty at inference. May be where dA is.</summary>
    internal Block<T> dZ => Cut(pass.dZ);

    /// <summary>Gradient with respect to X: inputs x samples; empty where nobody needs it.</summary>
    internal Block<T> dX => Cut(pass.dX);

    /// <summary>What the layer keeps beside these from forward to backward; empty at inference.</summary>
    internal Block<T> Scratch => Cut(pass.Scratch);

    /// <summary>True if gradients of parameters are added to those of the samples before, which went through earlier.</summary>
    internal bool AddsToGradient => samples.First > 0;

    Block<T> Cut(Matrix<T>? matrix) => Cut(matrix, pass.FirstSample);

    // Called dozens of times in a step: compiled for speed from the first call on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    Block<T> Cut(Matrix<T>? matrix, int firstSample) =>
        matrix is null ? default : matrix.Block().ColumnRange(samples.First - firstSample, samples.Count);
}
