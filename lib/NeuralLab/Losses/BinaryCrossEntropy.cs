using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// Binary cross-entropy -t ln y - (1 - t) ln(1 - y), the mean over outputs and samples, for targets t in [0, 1]. After a sigmoid
/// output it is fused: on the logit z it is max(z, 0) - t z + ln(1 + exp(-|z|)) with gradient sigmoid(z) - t, exact for every z. On
/// probabilities the logarithms are cut at -100 and y (1 - y) at 1e-12, as in PyTorch's BCELoss.
/// </summary>
public sealed record BinaryCrossEntropy : Loss
{
    internal override Activation FusedActivation => Activation.Sigmoid;

    internal override BoundLoss<T> Bind<T>(Kernels<T> kernels) => kernels.BindLoss(default(OnProbabilities));

    internal override BoundLoss<T> BindFused<T>(Kernels<T> kernels) => kernels.BindLoss(default(OnLogits));

    internal override Matrix<T> Encode<T>(Matrix<T> target)
    {
        var values = target.Values();
        for (var i = 0; i < values.Length; i++)
            if (!(values[i] >= T.Zero && values[i] <= T.One))
                throw new ArgumentException(
                    $"Binary cross-entropy needs targets in [0, 1], but sample {i / target.RowCount} (counted from 0) has {Matrices.Text(values[i])}.",
                    nameof(target));
        return target;
    }

    internal readonly struct OnProbabilities : ILossFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V y, V t)
            where V : struct, ILane<V> => -(t * CutLog(y) + (V.One - t) * CutLog(V.One - y));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Gradient<V>(V y, V t)
            where V : struct, ILane<V> => (y - t) / V.Max(y * (V.One - y), V.Create(1e-12));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V CutLog<V>(V y)
            where V : struct, ILane<V> => V.Max(V.Log(y), V.Create(-100));
    }

    internal readonly struct OnLogits : ILossFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z, V t)
            where V : struct, ILane<V> => V.Max(z, V.Zero) - t * z + V.Log1P(V.Exp(-V.Abs(z)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Gradient<V>(V z, V t)
            where V : struct, ILane<V> => V.One / (V.One + V.Exp(-z)) - t;
    }
}
