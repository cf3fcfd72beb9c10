using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// AdaDelta: s &lt;- rho s + (1 - rho) g^2; u = sqrt(d + epsilon) / sqrt(s + epsilon) * g; d &lt;- rho d + (1 - rho) u^2;
/// w &lt;- w - rate * u (Zeiler, ADADELTA: An Adaptive Learning Rate Method, 2012). State: means of squares s and d.
/// </summary>
public sealed record AdaDelta : Optimizer, IUpdateRules<AdaDelta.Rule>
{
    /// <summary>Makes the setting; further numbers are set by an object initialiser.</summary>
    /// <param name="learningRate">Step size, > 0. Default 1.0 (PyTorch's).</param>
    public AdaDelta(double learningRate = 1.0)
        : base(learningRate)
    {
    }

    /// <summary>Decay rate of both means of squares, in [0, 1). Default 0.9.</summary>
    public double Rho { get; init => field = Check.Fraction(value); } = 0.9;

    /// <summary>Keeps the quotient finite, >= 0; added inside the square root. Default 1e-6.</summary>
    public double Epsilon { get; init => field = Check.NotNegative(value); } = 1e-6;

    Rule IUpdateRules<Rule>.AtStep(long step, double learningRate, ref double carried) =>
        new(learningRate, Rho, Epsilon);

    internal override BoundOptimizer<T> Bind<T>(Kernels<T> kernels) => kernels.BindOptimizer(this);

    internal readonly struct Rule(Coefficient rate, Coefficient rho, Coefficient epsilon) : IUpdateRule
    {
        readonly Coefficient rest = 1 - rho;

        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(ref V w, V g, ref V s, ref V d, ref V unused)
            where V : struct, ILane<V>
        {
            s = V.Create(rho) * s + V.Create(rest) * (g * g);
            var u = V.Sqrt(d + V.Create(epsilon)) / V.Sqrt(s + V.Create(epsilon)) * g;
            d = V.Create(rho) * d + V.Create(rest) * (u * u);
            w -= V.Create(rate) * u;
        }
    }
}
