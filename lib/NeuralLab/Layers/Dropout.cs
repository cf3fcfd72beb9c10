using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

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

    internal override Matrix<T> CreateScratch(int samples) => Shapes.Zeros<T>(Outputs, samples);

    internal override void Forward(LayerPass<T> pass, int first, int count)
    {
        Span<T> X = pass.Inputs(first, count).Run, A = pass.A.Block().ColumnRange(first, count).Run;
        if (!pass.IsTraining)
        {
            X.CopyTo(A);
            return;
        }
        var mask = pass.Scratch!.Block().ColumnRange(first, count).Run;
        Kernels.DropoutMask(mask, pass.Key, (long)(pass.FirstSample + first) * Outputs, Probability);
        Kernels.Product(X, mask, A);
    }

    internal override void Backward(LayerPass<T> pass, int first, int count)
    {
        if (pass.dX is null) return;
        Span<T> dA = pass.dA!.Block().ColumnRange(first, count).Run, dX = pass.dX.Block().ColumnRange(first, count).Run;
        if (pass.IsTraining) Kernels.Product(dA, pass.Scratch!.Block().ColumnRange(first, count).Run, dX);
        else dA.CopyTo(dX);
    }
}
