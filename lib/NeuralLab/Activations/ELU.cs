using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>The exponential linear unit f(z) = z for z > 0, else alpha (exp(z) - 1) (Clevert, Unterthiner and Hochreiter, Fast and Accurate
/// Deep Network Learning by Exponential Linear Units, 2016).</summary>
public sealed record ELU : Activation
{
    /// <summary>Makes the function.</summary>
    /// <param name="alpha">Minus the value far left, >= 0. Default 1 (PyTorch's).</param>
    public ELU(double alpha = 1) => Alpha = Check.NotNegative(alpha);

    /// <summary>Minus the value far left.</summary>
    public double Alpha { get; }

    internal override BoundActivation<T> Bind<T>(Kernels<T> kernels) => kernels.BindActivation(new Formula(Alpha));

    internal readonly struct Formula(double alpha) : IActivationFormula
    {
        public V Value<V>(V z)
            where V : struct, ILane<V> => V.WhereGreater(z, V.Zero, z, V.Create(alpha) * V.ExpM1(V.Min(z, V.Zero)));

        public V Derivative<V>(V z, V a)
            where V : struct, ILane<V> => V.WhereGreater(z, V.Zero, V.One, V.Create(alpha) * V.Exp(V.Min(z, V.Zero)));
    }
}
