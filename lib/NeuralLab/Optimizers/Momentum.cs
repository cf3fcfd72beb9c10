using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// Gradient descent with momentum: v &lt;- mu v + g; w &lt;- w - rate * v (Polyak, 1964; in PyTorch's form, where the rate
/// is outside the velocity). State: velocity v.
/// </summary>
public sealed record Momentum : Optimizer, IUpdateRules<Momentum.Rule>
{
    /// <summary>Makes the setting; further numbers are set by an object initialiser.</summary>
    /// <param name="learningRate">Step size, > 0. Default 0.001 (PyTorch's).</param>
    public Momentum(double learningRate = 0.001)
        : base(learningRate)
    {
    }

    /// <summary>Momentum coefficient mu in [0, 1). Default 0.9.</summary>
    public double Coefficient { get; init => field = Check.Fraction(value); } = 0.9;

    Rule IUpdateRules<Rule>.AtStep(long step, double learningRate, ref double carried) =>
        new(learningRate, Coefficient);

    internal override BoundOptimizer<T> Bind<T>(Kernels<T> kernels) => kernels.BindOptimizer(this);

    internal readonly struct Rule(Coefficient rate, Coefficient mu) : IUpdateRule
    {
        public static int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(ref V w, V g, ref V v, ref V unused, ref V unusedToo)
            where V : struct, ILane<V>
        {
            v = V.Create(mu) * v + g;
            w -= V.Create(rate) * v;
        }
    }
}
