using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>The hyperbolic tangent in (-1, 1), f' = 1 - f^2.</summary>
public sealed record Tanh : Activation
{
    internal override bool NeedsPreActivation => false;

    internal override BoundActivation<T> Bind<T>(Kernels<T> kernels) => kernels.BindActivation(new Formula());

    internal readonly struct Formula : IActivationFormula
    {
        public V Value<V>(V z)
            where V : struct, ILane<V> => V.Tanh(z);

        public V Derivative<V>(V z, V a)
            where V : struct, ILane<V> => V.One - a * a;
    }
}
