using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>An activation function as a layer of its own, for example after batch normalisation: A = f(X).</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ActivationLayer<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    BoundActivation<T> bound;

    /// <summary>Makes the layer.</summary>
    /// <param name="size">Inputs and outputs, at least 1.</param>
    /// <param name="activation">The function.</param>
    public ActivationLayer(int size, Activation activation)
        : base(size, size)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Activation = activation;
        bound = activation.Bind(Kernels);
    }

    /// <inheritdoc/>
    public override Activation Activation { get; }

    internal override Layer<T> Copy() => new ActivationLayer<T>(Inputs, Activation);

    internal override void Bind(Kernels<T> kernels)
    {
        base.Bind(kernels);
        bound = Activation.Bind(kernels);
    }

    internal override void Forward(LayerPass<T> pass, int first, int count)
    {
        var Z = pass.Z.Block().ColumnRange(first, count);
        pass.Inputs(first, count).Run.CopyTo(Z.Run);
        if (!pass.IsFused) bound.Apply(Z, pass.A.Block().ColumnRange(first, count));
    }

    internal override void Backward(LayerPass<T> pass, int first, int count)
    {
        var dZ = pass.dZ!.Block().ColumnRange(first, count);
        if (!pass.IsFused)
            bound.Backward(
                pass.Z.Block().ColumnRange(first, count), pass.A.Block().ColumnRange(first, count),
                pass.dA!.Block().ColumnRange(first, count), dZ);
        if (pass.dX is not null) dZ.Run.CopyTo(pass.dX.Block().ColumnRange(first, count).Run);
    }
}
