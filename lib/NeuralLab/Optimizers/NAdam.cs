using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// NAdam: Adam with Nesterov's look-ahead, under a momentum that warms up: mu_t = beta1 (1 - 0.96^(psi t) / 2) (Dozat,
/// Incorporating Nesterov Momentum into Adam, 2016; PyTorch's definition). State: means m and v; the product of all mu is
/// carried from step to step. The correction of the look-ahead term is PyTorch 1.13's, 1 - (product of mu) mu_t mu_(t+1), which the
/// golden numbers pin; Dozat's has one mu_t fewer, and the two agree after some hundred steps.
/// </summary>
public sealed record NAdam : AdaptiveMoments, IUpdateRules<NAdam.Rule>
{
    /// <summary>Makes the setting; further numbers are set by an object initialiser.</summary>
    /// <param name="learningRate">Step size, > 0. Default 0.002 (PyTorch's).</param>
    public NAdam(double learningRate = 0.002)
        : base(learningRate)
    {
    }

    /// <summary>How fast the momentum warms up: psi, >= 0. Default 0.004.</summary>
    public double MomentumDecay { get; init => field = Check.NotNegative(value); } = 0.004;

    Rule IUpdateRules<Rule>.AtStep(long step, double learningRate, ref double carried) =>
        MakeRule(step, learningRate, ref carried);

    Rule MakeRule(long step, double learningRate, ref double product)
    {
        var mu = MomentumAt(step);
        var next = MomentumAt(step + 1);
        product *= mu;
        return new(
            learningRate * (1 - mu) / (1 - product), learningRate * next / (1 - product * mu * next),
            Beta1, Beta2, RootCorrection(step), Epsilon);
    }

    double MomentumAt(long step) => Beta1 * (1 - 0.5 * Math.Pow(0.96, step * MomentumDecay));

    internal override BoundOptimizer<T> Bind<T>(Kernels<T> kernels) => kernels.BindOptimizer(this);

    internal readonly struct Rule(
        Coefficient gradientRate, Coefficient meanRate, Coefficient beta1, Coefficient beta2, Coefficient root, Coefficient epsilon) : IUpdateRule
    {
        readonly Coefficient rest1 = 1 - beta1, rest2 = 1 - beta2;

        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(ref V w, V g, ref V m, ref V v, ref V unused)
            where V : struct, ILane<V>
        {
            m = V.Create(beta1) * m + V.Create(rest1) * g;
            v = V.Create(beta2) * v + V.Create(rest2) * (g * g);
            var step = V.Create(gradientRate) * g + V.Create(meanRate) * m;
            w -= step / (V.Sqrt(v) * V.Create(root) + V.Create(epsilon));
        }
    }
}
