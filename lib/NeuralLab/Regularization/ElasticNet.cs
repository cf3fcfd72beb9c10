using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// l1 * sum of |w| + l2 * sum of w^2, with gradient l1 * sign(w) + 2 l2 w; sign(0) = 0 (Zou and Hastie, Regularization and Variable
/// Selection via the Elastic Net, 2005). L1 alone is the lasso, L2 alone ridge.
/// </summary>
public sealed record ElasticNet : Regularizer
{
    /// <summary>Makes the penalty.</summary>
    /// <param name="l1Strength">Strength of the sum of absolute weights, >= 0.</param>
    /// <param name="l2Strength">Strength of the sum of squared weights, >= 0.</param>
    public ElasticNet(double l1Strength, double l2Strength)
    {
        L1Strength = Check.NotNegative(l1Strength);
        L2Strength = Check.NotNegative(l2Strength);
    }

    /// <summary>Strength of the sum of absolute weights.</summary>
    public double L1Strength { get; }

    /// <summary>Strength of the sum of squared weights.</summary>
    public double L2Strength { get; }

    internal override BoundPenalty<T> Bind<T>(Kernels<T> kernels) => kernels.BindPenalty(new Formula(L1Strength, L2Strength));

    internal readonly struct Formula(double l1, double l2) : IPenaltyFormula
    {
        public V Value<V>(V w)
            where V : struct, ILane<V> => V.Create(l1) * V.Abs(w) + V.Create(l2) * w * w;

        public V Gradient<V>(V w)
            where V : struct, ILane<V> =>
            V.Create(l1) * V.WhereGreater(w, V.Zero, V.One, V.WhereGreater(V.Zero, w, -V.One, V.Zero)) + V.Create(2 * l2) * w;
    }
}
