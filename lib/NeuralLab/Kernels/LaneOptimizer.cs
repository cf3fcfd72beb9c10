using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralLab.Kernels;

/// <summary>An optimizer's update rule run over lanes, with its weight decay: one pass over weight, gradient and state.</summary>
sealed unsafe class LaneOptimizer<T, V, TRule>(IUpdateRules<TRule> optimizer) : BoundOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
    where TRule : struct, IUpdateRule
{
    TRule rule;
    double coupledDecay;
    double shrink = 1;

    internal override int StateCount => TRule.StateCount;

    internal override void BeginStep(long step, double learningRate)
    {
        var carried = Carried;
        rule = optimizer.AtStep(step, learningRate, ref carried);
        Carried = carried;
        coupledDecay = optimizer.DecoupledWeightDecay ? 0 : optimizer.WeightDecay;
        shrink = optimizer.DecoupledWeightDecay ? 1 - learningRate * optimizer.WeightDecay : 1;
    }

    internal override void Update(Span<T> weights, ReadOnlySpan<T> gradient, Span<T> first, Span<T> second, Span<T> third)
    {
        fixed (T* w = weights, g = gradient, a = first, b = second, c = third)
            Update(rule, V.Create(coupledDecay), V.Create(shrink), w, g, a, b, c, weights.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Update(TRule rule, V decay, V shrink, T* w, T* g, T* first, T* second, T* third, int count)
    {
        var i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            V weight = V.Load(w + i), slope = V.MultiplyAdd(decay, weight, V.Load(g + i)), a = V.Zero, b = V.Zero, c = V.Zero;
            weight *= shrink;
            if (TRule.StateCount > 0) a = V.Load(first + i);
            if (TRule.StateCount > 1) b = V.Load(second + i);
            if (TRule.StateCount > 2) c = V.Load(third + i);
            rule.Apply(ref weight, slope, ref a, ref b, ref c);
            V.Store(weight, w + i);
            if (TRule.StateCount > 0) V.Store(a, first + i);
            if (TRule.StateCount > 1) V.Store(b, second + i);
            if (TRule.StateCount > 2) V.Store(c, third + i);
        }
        if (i < count) UpdatePart(rule, decay, shrink, w + i, g + i, first + i, second + i, third + i, count - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void UpdatePart(TRule rule, V decay, V shrink, T* w, T* g, T* first, T* second, T* third, int count)
    {
        V weight = V.LoadPart(w, count), slope = V.MultiplyAdd(decay, weight, V.LoadPart(g, count)), a = V.Zero, b = V.Zero, c = V.Zero;
        weight *= shrink;
        if (TRule.StateCount > 0) a = V.LoadPart(first, count);
        if (TRule.StateCount > 1) b = V.LoadPart(second, count);
        if (TRule.StateCount > 2) c = V.LoadPart(third, count);
        rule.Apply(ref weight, slope, ref a, ref b, ref c);
        V.StorePart(weight, w, count);
        if (TRule.StateCount > 0) V.StorePart(a, first, count);
        if (TRule.StateCount > 1) V.StorePart(b, second, count);
        if (TRule.StateCount > 2) V.StorePart(c, third, count);
    }
}
