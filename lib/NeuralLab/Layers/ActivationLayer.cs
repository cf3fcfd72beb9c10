using System.Numerics;

namespace NeuralLab;

/// <summary>An activation function as a layer of its own, for example after batch normalisation: A = f(X).</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ActivationLayer<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the layer.</summary>
    /// <param name="size">Inputs and outputs, at least 1.</param>
    /// <param name="activation">The function.</param>
    public ActivationLayer(int size, Activation activation)
        : base(size, size)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Activation = activation;
    }

    /// <inheritdoc/>
    public override Activation Activation { get; }

    internal override Layer<T> Copy() => new ActivationLayer<T>(Inputs, Activation);

    internal override void Forward(in LayerSlice<T> s)
    {
        s.X.Run.CopyTo(s.Z.Run);                      // Z = X
        s.Activation?.Apply(s.Z, s.A);                // A = f(Z)
    }

    internal override void Backward(in LayerSlice<T> s)
    {
        s.Activation?.Backward(s.Z, s.A, s.dA, s.dZ); // dZ = dA f'(Z)
        if (!s.dX.IsEmpty) s.dZ.Run.CopyTo(s.dX.Run); // dX = dZ
    }
}
