using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralLab.Kernels;

/// <summary>A loss formula run over lanes.</summary>
sealed unsafe class LaneLoss<T, V, TFormula>(TFormula formula) : BoundLoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
    where TFormula : struct, ILossFormula
{
    internal override double Evaluate(Block<T> output, Block<T> target, Block<T> gradient, ReadOnlySpan<T> sampleWeights, double scale)
    {
        fixed (T* y = output.Data, t = target.Data, g = gradient.Data)
        {
            if (sampleWeights.IsEmpty && output.IsContiguous && target.IsContiguous && gradient.IsContiguous)
                return scale * Evaluate(formula, y, t, g, output.Rows * output.Columns, scale);
            var total = 0.0;
            for (var j = 0; j < output.Columns; j++)
            {
                var weight = sampleWeights.IsEmpty ? scale : scale * double.CreateTruncating(sampleWeights[j]);
                var column = g == null ? null : g + j * gradient.Stride;
                total += weight * Evaluate(formula, y + j * output.Stride, t + j * target.Stride, column, output.Rows, weight);
            }
            return total;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double Evaluate(TFormula formula, T* y, T* t, T* gradient, int count, double scale)
    {
        var total = V.Zero;
        var factor = V.Create(scale);
        var i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            V output = V.Load(y + i), target = V.Load(t + i);
            total += formula.Value(output, target);
            if (gradient != null) V.Store(factor * formula.Gradient(output, target), gradient + i);
        }
        if (i < count) total += EvaluatePart(formula, y + i, t + i, gradient == null ? null : gradient + i, count - i, factor);
        return double.CreateTruncating(V.Sum(total));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static V EvaluatePart(TFormula formula, T* y, T* t, T* gradient, int count, V factor)
    {
        V output = V.LoadPart(y, count), target = V.LoadPart(t, count);
        if (gradient != null) V.StorePart(factor * formula.Gradient(output, target), gradient, count);
        return V.WhereFirst(count, formula.Value(output, target), V.Zero);
    }
}
