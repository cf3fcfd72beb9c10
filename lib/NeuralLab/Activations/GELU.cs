using System.Runtime.CompilerServices;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>The Gaussian error linear unit f(z) = z Phi(z), Phi the normal distribution function, in its exact form with erf (Hendrycks and
/// Gimpel, Gaussian Error Linear Units, 2016); f' = Phi(z) + z phi(z).</summary>
public sealed record GELU : Activation
{
    const double InverseRootTwo = 0.70710678118654752440;
    const double InverseRootTwoPi = 0.39894228040143267794;

    internal override BoundActivation<T> Bind<T>(Kernels<T> kernels) => kernels.BindActivation(new Formula());

    internal readonly struct Formula : IActivationFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ILane<V> => V.Create(0.5) * z * (V.One + V.Erf(z * V.Create(InverseRootTwo)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ILane<V> => V.Create(0.5) * (V.One + V.Erf(z * V.Create(InverseRootTwo)))
                + z * V.Create(InverseRootTwoPi) * V.Exp(V.Create(-0.5) * z * z);
    }
}
