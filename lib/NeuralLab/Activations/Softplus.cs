using System.Runtime.CompilerServices;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>A smooth ReLU f(z) = ln(1 + exp(z)), f' = sigmoid(z), computed as max(z, 0) + ln(1 + exp(-|z|)) (Dugas et al., Incorporating
/// Second-Order Functional Knowledge for Better Option Pricing, 2001).</summary>
public sealed record Softplus : Activation
{
    internal override BoundActivation<T> Bind<T>(Kernels<T> kernels) => kernels.BindActivation(new Formula());

    internal readonly struct Formula : IActivationFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ILane<V> => V.Max(z, V.Zero) + V.Log1P(V.Exp(-V.Abs(z)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ILane<V> => V.One / (V.One + V.Exp(-z));
    }
}
