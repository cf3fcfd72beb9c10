using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>The logistic function f(z) = 1 / (1 + exp(-z)) in (0, 1), f' = f (1 - f). Exactly 0 and 1 far out; never NaN for a number.</summary>
public sealed record Sigmoid : Activation
{
    internal override bool NeedsPreActivation => false;

    internal override BoundActivation<T> Bind<T>(Kernels<T> kernels) => kernels.BindActivation(new Formula());

    internal readonly struct Formula : IActivationFormula
    {
        public V Value<V>(V z)
            where V : struct, ILane<V> => V.Sigmoid(z);

        public V Derivative<V>(V z, V a)
            where V : struct, ILane<V> => a * (V.One - a);
    }
}
