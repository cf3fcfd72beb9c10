using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralLab.Kernels;

/// <summary>A penalty formula run over lanes.</summary>
sealed unsafe class LanePenalty<T, V, TFormula>(TFormula formula) : BoundPenalty<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
    where TFormula : struct, IPenaltyFormula
{
    internal override double Value(ReadOnlySpan<T> weights)
    {
        fixed (T* w = weights) return Value(formula, w, weights.Length);
    }

    internal override void AddGradient(ReadOnlySpan<T> weights, Span<T> gradient)
    {
        fixed (T* w = weights, g = gradient) AddGradient(formula, w, g, weights.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double Value(TFormula formula, T* w, int count)
    {
        var total = V.Zero;
        var i = 0;
        for (; i <= count - V.Count; i += V.Count) total += formula.Value(V.Load(w + i));
        if (i < count) total += V.WhereFirst(count - i, formula.Value(V.LoadPart(w + i, count - i)), V.Zero);
        return double.CreateTruncating(V.Sum(total));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddGradient(TFormula formula, T* w, T* g, int count)
    {
        var i = 0;
        for (; i <= count - V.Count; i += V.Count) V.Store(V.Load(g + i) + formula.Gradient(V.Load(w + i)), g + i);
        var rest = count - i;
        if (rest > 0) V.StorePart(V.LoadPart(g + i, rest) + formula.Gradient(V.LoadPart(w + i, rest)), g + i, rest);
    }
}
