using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>The sigmoid linear unit f(z) = z sigmoid(z), also called swish (Elfwing, Uchibe and Doya, Sigmoid-Weighted Linear Units, 2018).</summary>
public sealed record SiLU : Activation
{
    internal override BoundActivation<T> Bind<T>(Kernels<T> kernels) => kernels.BindActivation(new Formula());

    internal readonly struct Formula : IActivationFormula
    {
        public V Value<V>(V z)
            where V : struct, ILane<V> => z * V.Sigmoid(z);

        public V Derivative<V>(V z, V a)
            where V : struct, ILane<V> => Slope(z, V.Sigmoid(z));

        static V Slope<V>(V z, V sigmoid)
            where V : struct, ILane<V> => sigmoid * (V.One + z * (V.One - sigmoid));
    }
}
