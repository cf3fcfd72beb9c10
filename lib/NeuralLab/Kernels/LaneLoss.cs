using System.Numerics;

namespace NeuralLab.Kernels;

/// <summary>A loss formula run over lanes.</summary>
sealed class LaneLoss<T, V, TFormula>(TFormula formula) : BoundLoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
    where TFormula : struct, ILossFormula
{
    internal override double Evaluate(Block<T> output, Block<T> target, Block<T> gradient, ReadOnlySpan<T> sampleWeights, double scale)
    {
        if (sampleWeights.IsEmpty && output.IsContiguous && target.IsContiguous && gradient.IsContiguous)
            return scale * Evaluate(output.Run, target.Run, gradient.Columns == 0 ? default : gradient.Run, scale);
        var total = 0.0;
        for (var j = 0; j < output.Columns; j++)
        {
            var weight = sampleWeights.IsEmpty ? scale : scale * double.CreateTruncating(sampleWeights[j]);
            total += weight * Evaluate(output.Column(j), target.Column(j), gradient.Columns == 0 ? default : gradient.Column(j), weight);
        }
        return total;
    }

    double Evaluate(ReadOnlySpan<T> output, ReadOnlySpan<T> target, Span<T> gradient, double scale)
    {
        var total = V.Zero;
        var factor = V.Create(scale);
        var i = 0;
        for (; i <= output.Length - V.Count; i += V.Count)
        {
            V y = V.Load(in output[i]), t = V.Load(in target[i]);
            total += formula.Value(y, t);
            if (!gradient.IsEmpty) V.Store(factor * formula.Gradient(y, t), ref gradient[i]);
        }
        var sum = double.CreateTruncating(V.Sum(total));
        for (; i < output.Length; i++)
        {
            Scalar<T> y = new(output[i]), t = new(target[i]);
            sum += double.CreateTruncating(Scalar<T>.Sum(formula.Value(y, t)));
            if (!gradient.IsEmpty) Scalar<T>.Store(Scalar<T>.Create(scale) * formula.Gradient(y, t), ref gradient[i]);
        }
        return sum;
    }
}
