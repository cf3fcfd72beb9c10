using System.Numerics;

namespace NeuralLab.Kernels;

/// <summary>A penalty formula run over lanes.</summary>
sealed class LanePenalty<T, V, TFormula>(TFormula formula) : BoundPenalty<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
    where TFormula : struct, IPenaltyFormula
{
    internal override double Value(ReadOnlySpan<T> weights)
    {
        var total = V.Zero;
        var i = 0;
        for (; i <= weights.Length - V.Count; i += V.Count) total += formula.Value(V.Load(in weights[i]));
        var sum = double.CreateTruncating(V.Sum(total));
        for (; i < weights.Length; i++) sum += double.CreateTruncating(Scalar<T>.Sum(formula.Value(new Scalar<T>(weights[i]))));
        return sum;
    }

    internal override void AddGradient(ReadOnlySpan<T> weights, Span<T> gradient)
    {
        var i = 0;
        for (; i <= weights.Length - V.Count; i += V.Count)
            V.Store(V.Load(in gradient[i]) + formula.Gradient(V.Load(in weights[i])), ref gradient[i]);
        if (i == weights.Length) return;
        var rest = weights.Length - i;
        V.StorePart(V.LoadPart(in gradient[i], rest) + formula.Gradient(V.LoadPart(in weights[i], rest)), ref gradient[i], rest);
    }
}
