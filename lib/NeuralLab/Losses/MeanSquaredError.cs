using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// Mean squared error: the mean of (y - t)^2 over outputs and samples; gradient 2 (y - t) / (outputs * samples). No factor 1/2.
/// </summary>
public sealed record MeanSquaredError : Loss
{
    internal override BoundLoss<T> Bind<T>(Kernels<T> kernels) => kernels.BindLoss(new Formula());

    internal readonly struct Formula : ILossFormula
    {
        public V Value<V>(V y, V t)
            where V : struct, ILane<V> => (y - t) * (y - t);

        public V Gradient<V>(V y, V t)
            where V : struct, ILane<V> => V.Create(2) * (y - t);
    }
}
