using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// AMSGrad: Adam whose denominator never shrinks: h &lt;- max(h, v); w &lt;- w - rate * m' / (sqrt(h / (1 - beta2^t)) + epsilon)
/// (Reddi, Kale and Kumar, On the Convergence of Adam and Beyond, 2018; PyTorch's form with bias correction).
/// State: means m and v, largest v so far h.
/// </summary>
public sealed record AMSGrad : AdaptiveMoments, IUpdateRules<AMSGrad.Rule>
{
    /// <summary>Makes the setting; further numbers are set by an object initialiser.</summary>
    /// <param name="learningRate">Step size, > 0. Default 0.001 (PyTorch's).</param>
    public AMSGrad(double learningRate = 0.001)
        : base(learningRate)
    {
    }

    Rule IUpdateRules<Rule>.AtStep(long step, double learningRate, ref double carried) =>
        new(
            learningRate / (1 - Math.Pow(Beta1, step)), Beta1, Beta2, RootCorrection(step), Epsilon);

    internal override BoundOptimizer<T> Bind<T>(Kernels<T> kernels) => kernels.BindOptimizer(this);

    internal readonly struct Rule(Coefficient rate, Coefficient beta1, Coefficient beta2, Coefficient root, Coefficient epsilon) : IUpdateRule
    {
        readonly Coefficient rest1 = 1 - beta1, rest2 = 1 - beta2;

        public static int StateCount => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(ref V w, V g, ref V m, ref V v, ref V h)
            where V : struct, ILane<V>
        {
            m = V.Create(beta1) * m + V.Create(rest1) * g;
            v = V.Create(beta2) * v + V.Create(rest2) * (g * g);
            h = V.Max(h, v);
            w -= V.Create(rate) * m / (V.Sqrt(h) * V.Create(root) + V.Create(epsilon));
        }
    }
}
