using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// AdaGrad: s &lt;- s + g^2; w &lt;- w - rate * g / (sqrt(s) + epsilon) (Duchi, Hazan and Singer, Adaptive Subgradient
/// Methods, 2011). State: sum of squares s.
/// </summary>
public sealed record AdaGrad : Optimizer, IUpdateRules<AdaGrad.Rule>
{
    /// <summary>Makes the setting; further numbers are set by an object initialiser.</summary>
    /// <param name="learningRate">Step size, > 0. Default 0.01 (PyTorch's).</param>
    public AdaGrad(double learningRate = 0.01)
        : base(learningRate)
    {
    }

    /// <summary>Keeps the quotient finite, >= 0; added outside the square root. Default 1e-10.</summary>
    public double Epsilon { get; init => field = Check.NotNegative(value); } = 1e-10;

    Rule IUpdateRules<Rule>.AtStep(long step, double learningRate, ref double carried) =>
        new(learningRate, Epsilon);

    internal override BoundOptimizer<T> Bind<T>(Kernels<T> kernels) => kernels.BindOptimizer(this);

    internal readonly struct Rule(Coefficient rate, Coefficient epsilon) : IUpdateRule
    {
        public static int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(ref V w, V g, ref V s, ref V unused, ref V unusedToo)
            where V : struct, ILane<V>
        {
            s += g * g;
            w -= V.Create(rate) * g / (V.Sqrt(s) + V.Create(epsilon));
        }
    }
}
