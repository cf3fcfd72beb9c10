using System.Runtime.CompilerServices;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// Huber loss: with e = y - t, e^2 / 2 where |e| &lt;= delta, else delta (|e| - delta / 2); the mean over outputs and samples
/// (Huber, Robust Estimation of a Location Parameter, 1964; PyTorch's HuberLoss). Gradient: e cut to [-delta, delta].
/// </summary>
public sealed record Huber : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="delta">Error beyond which it grows linearly, > 0. Default 1 (PyTorch's).</param>
    public Huber(double delta = 1) => Delta = Check.Positive(delta);

    /// <summary>Error beyond which the loss grows linearly.</summary>
    public double Delta { get; }

    internal override BoundLoss<T> Bind<T>(Kernels<T> kernels) => kernels.BindLoss(new Formula(Delta));

    internal readonly struct Formula(double delta) : ILossFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V y, V t)
            where V : struct, ILane<V>
        {
            var e = V.Abs(y - t);
            var d = V.Create(delta);
            return V.WhereGreater(e, d, d * (e - V.Create(0.5) * d), V.Create(0.5) * e * e);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Gradient<V>(V y, V t)
            where V : struct, ILane<V> => V.Max(-V.Create(delta), V.Min(V.Create(delta), y - t));
    }
}
