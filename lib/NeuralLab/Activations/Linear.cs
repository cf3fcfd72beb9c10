using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>The identity f(z) = z, f' = 1: outputs of regression, and the floor that a network without non-linearity cannot leave.</summary>
public sealed record Linear : Activation
{
    internal override bool NeedsPreActivation => false;

    internal override BoundActivation<T> Bind<T>(Kernels<T> kernels) => kernels.BindActivation(new Formula());

    internal readonly struct Formula : IActivationFormula
    {
        public V Value<V>(V z)
            where V : struct, ILane<V> => z;

        public V Derivative<V>(V z, V a)
            where V : struct, ILane<V> => V.One;
    }
}
