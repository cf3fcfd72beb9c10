using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// Gradient descent: w &lt;- w - rate * g. With mini-batches, stochastic gradient descent (Robbins and Monro,
/// A Stochastic Approximation Method, 1951).
/// </summary>
public sealed record GradientDescent : Optimizer, IUpdateRules<GradientDescent.Rule>
{
    /// <summary>Makes the setting; further numbers are set by an object initialiser.</summary>
    /// <param name="learningRate">Step size, > 0. Default 0.001 (PyTorch's).</param>
    public GradientDescent(double learningRate = 0.001)
        : base(learningRate)
    {
    }

    Rule IUpdateRules<Rule>.AtStep(long step, double learningRate, ref double carried) =>
        new(learningRate);

    internal override BoundOptimizer<T> Bind<T>(Kernels<T> kernels) => kernels.BindOptimizer(this);

    internal readonly struct Rule(Coefficient rate) : IUpdateRule
    {
        public static int StateCount => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(ref V w, V g, ref V unused, ref V unusedToo, ref V unusedAsWell)
            where V : struct, ILane<V>
        {
            w -= V.Create(rate) * g;
        }
    }
}
