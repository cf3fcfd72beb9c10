using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// AdaMax: m as in Adam; u &lt;- max(beta2 u, |g| + epsilon); w &lt;- w - rate / (1 - beta1^t) * m / u (Kingma and Ba, 2015,
/// Algorithm 2; PyTorch's epsilon). State: mean m, largest gradient u.
/// </summary>
public sealed record AdaMax : Optimizer, IUpdateRules<AdaMax.Rule>
{
    /// <summary>Makes the setting; further numbers are set by an object initialiser.</summary>
    /// <param name="learningRate">Step size, > 0. Default 0.002 (PyTorch's).</param>
    public AdaMax(double learningRate = 0.002)
        : base(learningRate)
    {
    }

    /// <summary>Decay rate of the mean of gradients, in [0, 1). Default 0.9.</summary>
    public double Beta1 { get; init => field = Check.Fraction(value); } = 0.9;

    /// <summary>Decay rate of the mean of squared gradients, in [0, 1). Default 0.999.</summary>
    public double Beta2 { get; init => field = Check.Fraction(value); } = 0.999;

    /// <summary>Keeps the quotient finite, >= 0; added to the size of the gradient. Default 1e-8.</summary>
    public double Epsilon { get; init => field = Check.NotNegative(value); } = 1e-8;

    Rule IUpdateRules<Rule>.AtStep(long step, double learningRate, ref double carried) =>
        new(learningRate / (1 - Math.Pow(Beta1, step)), Beta1, Beta2, Epsilon);

    internal override BoundOptimizer<T> Bind<T>(Kernels<T> kernels) => kernels.BindOptimizer(this);

    internal readonly struct Rule(Coefficient rate, Coefficient beta1, Coefficient beta2, Coefficient epsilon) : IUpdateRule
    {
        readonly Coefficient rest1 = 1 - beta1;

        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(ref V w, V g, ref V m, ref V u, ref V unused)
            where V : struct, ILane<V>
        {
            m = V.Create(beta1) * m + V.Create(rest1) * g;
            u = V.Max(V.Create(beta2) * u, V.Abs(g) + V.Create(epsilon));
            w -= V.Create(rate) * m / u;
        }
    }
}
