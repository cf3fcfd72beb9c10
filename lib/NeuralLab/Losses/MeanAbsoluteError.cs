using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// Mean absolute error: the mean of |y - t| over outputs and samples; gradient sign(y - t) / (outputs * samples), 0 where y = t.
/// </summary>
public sealed record MeanAbsoluteError : Loss
{
    internal override BoundLoss<T> Bind<T>(Kernels<T> kernels) => kernels.BindLoss(new Formula());

    internal readonly struct Formula : ILossFormula
    {
        public V Value<V>(V y, V t)
            where V : struct, ILane<V> => V.Abs(y - t);

        public V Gradient<V>(V y, V t)
            where V : struct, ILane<V> => V.WhereGreater(y, t, V.One, V.WhereGreater(t, y, -V.One, V.Zero));
    }
}
