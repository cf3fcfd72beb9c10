using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// Adam: m &lt;- beta1 m + (1 - beta1) g; v &lt;- beta2 v + (1 - beta2) g^2; with the bias-corrected m' = m / (1 - beta1^t) and
/// v' = v / (1 - beta2^t): w &lt;- w - rate * m' / (sqrt(v') + epsilon) (Kingma and Ba, Adam: A Method for Stochastic
/// Optimization, 2015, Algorithm 1). State: means m and v.
/// </summary>
public sealed record Adam : AdaptiveMoments, IUpdateRules<Adam.Rule>
{
    /// <summary>Makes the setting; further numbers are set by an object initialiser.</summary>
    /// <param name="learningRate">Step size, > 0. Default 0.001 (PyTorch's).</param>
    public Adam(double learningRate = 0.001)
        : base(learningRate)
    {
    }

    Rule IUpdateRules<Rule>.AtStep(long step, double learningRate, ref double carried) => AdamRule(step, learningRate);

    internal override BoundOptimizer<T> Bind<T>(Kernels<T> kernels) => kernels.BindOptimizer(this);

    internal readonly struct Rule(Coefficient rate, Coefficient beta1, Coefficient beta2, Coefficient root, Coefficient epsilon) : IUpdateRule
    {
        readonly Coefficient rest1 = 1 - beta1, rest2 = 1 - beta2;

        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(ref V w, V g, ref V m, ref V v, ref V unused)
            where V : struct, ILane<V>
        {
            m = V.Create(beta1) * m + V.Create(rest1) * g;
            v = V.Create(beta2) * v + V.Create(rest2) * (g * g);
            w -= V.Create(rate) * m / (V.Sqrt(v) * V.Create(root) + V.Create(epsilon));
        }
    }
}
