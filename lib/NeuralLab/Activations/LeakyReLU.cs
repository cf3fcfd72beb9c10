using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>The leaky rectified linear unit f(z) = z for z > 0, else slope * z (Maas, Hannun and Ng, Rectifier Nonlinearities Improve
/// Neural Network Acoustic Models, 2013). The derivative at 0 is the slope, as in PyTorch.</summary>
public sealed record LeakyReLU : Activation
{
    /// <summary>Makes the function.</summary>
    /// <param name="slope">Slope left of 0, >= 0. Default 0.01 (PyTorch's).</param>
    public LeakyReLU(double slope = 0.01) => Slope = Check.NotNegative(slope);

    /// <summary>Slope left of 0.</summary>
    public double Slope { get; }

    internal override BoundActivation<T> Bind<T>(Kernels<T> kernels) => kernels.BindActivation(new Formula(Slope));

    internal readonly struct Formula(double slope) : IActivationFormula
    {
        public V Value<V>(V z)
            where V : struct, ILane<V> => V.WhereGreater(z, V.Zero, z, V.Create(slope) * z);

        public V Derivative<V>(V z, V a)
            where V : struct, ILane<V> => V.WhereGreater(z, V.Zero, V.One, V.Create(slope));
    }
}
