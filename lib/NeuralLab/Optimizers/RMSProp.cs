using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// RMSProp: s &lt;- rho s + (1 - rho) g^2; u &lt;- mu u + g / (sqrt(s) + epsilon); w &lt;- w - rate * u (Tieleman and Hinton,
/// Lecture 6.5, 2012; PyTorch's definition, epsilon outside the root). State: mean of squares s, velocity u.
/// </summary>
public sealed record RMSProp : Optimizer, IUpdateRules<RMSProp.Rule>
{
    /// <summary>Makes the setting; further numbers are set by an object initialiser.</summary>
    /// <param name="learningRate">Step size, > 0. Default 0.01 (PyTorch's).</param>
    public RMSProp(double learningRate = 0.01)
        : base(learningRate)
    {
    }

    /// <summary>Decay rate of the mean of squared gradients, in [0, 1). Default 0.99.</summary>
    public double Rho { get; init => field = Check.Fraction(value); } = 0.99;

    /// <summary>Momentum coefficient mu in [0, 1); 0 is the method of the lecture. Default 0.</summary>
    public double Momentum { get; init => field = Check.Fraction(value); }

    /// <summary>Keeps the quotient finite, >= 0; added outside the square root. Default 1e-8.</summary>
    public double Epsilon { get; init => field = Check.NotNegative(value); } = 1e-8;

    Rule IUpdateRules<Rule>.AtStep(long step, double learningRate, ref double carried) =>
        new(learningRate, Rho, Momentum, Epsilon);

    internal override BoundOptimizer<T> Bind<T>(Kernels<T> kernels) => kernels.BindOptimizer(this);

    internal readonly struct Rule(Coefficient rate, Coefficient rho, Coefficient mu, Coefficient epsilon) : IUpdateRule
    {
        readonly Coefficient rest = 1 - rho;

        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(ref V w, V g, ref V s, ref V u, ref V unused)
            where V : struct, ILane<V>
        {
            s = V.Create(rho) * s + V.Create(rest) * (g * g);
            u = V.Create(mu) * u + g / (V.Sqrt(s) + V.Create(epsilon));
            w -= V.Create(rate) * u;
        }
    }
}
