using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// Inverted dropout: while training every output is 0 with the given probability, else x / (1 - probability); at inference A = X
/// (Srivastava et al., Dropout, 2014). The mask is a function of seed, step, layer and element: the same at any thread count.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Dropout<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the layer.</summary>
    /// <param name="size">Inputs and outputs, at least 1.</param>
    /// <param name="probability">Chance of an output to be dropped, in [0, 1).</param>
    public Dropout(int size, double probability)
        : base(size, size) => Probability = Check.Fraction(probability);

    /// <summary>Chance of an output to be dropped.</summary>
    public double Probability { get; }

    internal override Layer<T> Copy() => new Dropout<T>(Inputs, Probability);

    internal override Matrix<T> CreateScratch(int samples) => Matrices.Zeros<T>(Outputs, samples);

    internal override void Forward(in LayerSlice<T> s)
    {
        if (!s.Key.IsTraining)
        {
            s.X.Run.CopyTo(s.A.Run);
            return;
        }
        var mask = s.Scratch.Run;
        s.Kernels.DropoutMask(mask, s.Key.Value, (ulong)s.Samples.First * (ulong)Outputs, Probability);
        s.Kernels.Hadamard(s.X.Run, mask, s.A.Run);
    }

    internal override void Backward(in LayerSlice<T> s)
    {
        if (s.dX.IsEmpty) return;
        if (s.Key.IsTraining) s.Kernels.Hadamard(s.dA.Run, s.Scratch.Run, s.dX.Run);
        else s.dA.Run.CopyTo(s.dX.Run);
    }
}
