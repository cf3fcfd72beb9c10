using System.Numerics;

namespace NeuralLab.Kernels;

/// <summary>An activation formula run over lanes.</summary>
sealed class LaneActivation<T, V, TFormula>(TFormula formula) : BoundActivation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
    where TFormula : struct, IActivationFormula
{
    internal override void Apply(Block<T> z, Block<T> a)
    {
        if (z.IsContiguous && a.IsContiguous) Apply(z.Run, a.Run);
        else for (var j = 0; j < z.Columns; j++) Apply(z.Column(j), a.Column(j));
    }

    internal override void Backward(Block<T> z, Block<T> a, Block<T> da, Block<T> dz)
    {
        if (z.IsContiguous && a.IsContiguous && da.IsContiguous && dz.IsContiguous) Backward(z.Run, a.Run, da.Run, dz.Run);
        else for (var j = 0; j < z.Columns; j++) Backward(z.Column(j), a.Column(j), da.Column(j), dz.Column(j));
    }

    void Apply(ReadOnlySpan<T> z, Span<T> a)
    {
        var i = 0;
        for (; i <= z.Length - V.Count; i += V.Count) V.Store(formula.Value(V.Load(in z[i])), ref a[i]);
        if (i < z.Length) V.StorePart(formula.Value(V.LoadPart(in z[i], z.Length - i)), ref a[i], z.Length - i);
    }

    void Backward(ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> da, Span<T> dz)
    {
        var i = 0;
        for (; i <= z.Length - V.Count; i += V.Count)
            V.Store(V.Load(in da[i]) * formula.Derivative(V.Load(in z[i]), V.Load(in a[i])), ref dz[i]);
        if (i == z.Length) return;
        var rest = z.Length - i;
        var slope = formula.Derivative(V.LoadPart(in z[i], rest), V.LoadPart(in a[i], rest));
        V.StorePart(V.LoadPart(in da[i], rest) * slope, ref dz[i], rest);
    }
}
