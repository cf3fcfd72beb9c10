using System.Numerics;

namespace NeuralLab.Kernels;

/// <summary>An optimizer's update rule run over lanes, with its weight decay.</summary>
sealed class LaneOptimizer<T, V, TRule>(IUpdateRules<TRule> optimizer) : BoundOptimizer<T>
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
        var step = rule;
        var i = 0;
        for (; i <= weights.Length - V.Count; i += V.Count)
        {
            var w = V.Load(in weights[i]);
            var g = V.Load(in gradient[i]);
            V a = V.Zero, b = V.Zero, c = V.Zero;
            if (TRule.StateCount > 0) a = V.Load(in first[i]);
            if (TRule.StateCount > 1) b = V.Load(in second[i]);
            if (TRule.StateCount > 2) c = V.Load(in third[i]);
            Decay(ref w, ref g);
            step.Apply(ref w, g, ref a, ref b, ref c);
            V.Store(w, ref weights[i]);
            if (TRule.StateCount > 0) V.Store(a, ref first[i]);
            if (TRule.StateCount > 1) V.Store(b, ref second[i]);
            if (TRule.StateCount > 2) V.Store(c, ref third[i]);
        }
        if (i < weights.Length) UpdatePart(weights[i..], gradient[i..], first, second, third, i);
    }

    void UpdatePart(Span<T> weights, ReadOnlySpan<T> gradient, Span<T> first, Span<T> second, Span<T> third, int i)
    {
        var n = weights.Length;
        var w = V.LoadPart(in weights[0], n);
        var g = V.LoadPart(in gradient[0], n);
        V a = V.Zero, b = V.Zero, c = V.Zero;
        if (TRule.StateCount > 0) a = V.LoadPart(in first[i], n);
        if (TRule.StateCount > 1) b = V.LoadPart(in second[i], n);
        if (TRule.StateCount > 2) c = V.LoadPart(in third[i], n);
        Decay(ref w, ref g);
        rule.Apply(ref w, g, ref a, ref b, ref c);
        V.StorePart(w, ref weights[0], n);
        if (TRule.StateCount > 0) V.StorePart(a, ref first[i], n);
        if (TRule.StateCount > 1) V.StorePart(b, ref second[i], n);
        if (TRule.StateCount > 2) V.StorePart(c, ref third[i], n);
    }

    void Decay(ref V w, ref V g)
    {
        if (coupledDecay != 0) g += V.Create(coupledDecay) * w;
        if (shrink != 1) w *= V.Create(shrink);
    }
}
