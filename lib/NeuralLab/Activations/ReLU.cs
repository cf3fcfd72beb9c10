using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>The rectified linear unit f(z) = max(0, z), f' = 1 for z > 0, else 0; at z = 0 the derivative is 0, one of its subgradients
/// and PyTorch's choice (Nair and Hinton, Rectified Linear Units Improve Restricted Boltzmann Machines, 2010).</summary>
public sealed record ReLU : Activation
{
    internal override bool NeedsPreActivation => false;

    internal override BoundActivation<T> Bind<T>(Kernels<T> kernels) => kernels.BindActivation(new Formula());

    internal readonly struct Formula : IActivationFormula
    {
        public V Value<V>(V z)
            where V : struct, ILane<V> => V.Max(z, V.Zero);

        public V Derivative<V>(V z, V a)
            where V : struct, ILane<V> => V.WhereGreater(a, V.Zero, V.One, V.Zero);
    }
}
