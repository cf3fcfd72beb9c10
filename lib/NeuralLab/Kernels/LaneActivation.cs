using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralLab.Kernels;

/// <summary>An activation formula run over lanes.</summary>
sealed unsafe class LaneActivation<T, V, TFormula>(TFormula formula) : BoundActivation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
    where TFormula : struct, IActivationFormula
{
    internal override void Apply(Block<T> z, Block<T> a)
    {
        fixed (T* zData = z.Data, aData = a.Data)
        {
            if (z.IsContiguous && a.IsContiguous) Apply(formula, zData, aData, z.Rows * z.Columns);
            else for (var j = 0; j < z.Columns; j++) Apply(formula, zData + j * z.Stride, aData + j * a.Stride, z.Rows);
        }
    }

    internal override void Backward(Block<T> z, Block<T> a, Block<T> da, Block<T> dz)
    {
        fixed (T* zData = z.Data, aData = a.Data, daData = da.Data, dzData = dz.Data)
        {
            if (z.IsContiguous && a.IsContiguous && da.IsContiguous && dz.IsContiguous)
                Backward(formula, zData, aData, daData, dzData, z.Rows * z.Columns);
            else for (var j = 0; j < z.Columns; j++)
                Backward(formula, zData + j * z.Stride, aData + j * a.Stride, daData + j * da.Stride, dzData + j * dz.Stride, z.Rows);
        }
    }

    // Loops and their remainders are methods of their own: the compiler inlines only so much into one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Apply(TFormula formula, T* z, T* a, int count)
    {
        var i = 0;
        for (; i <= count - V.Count; i += V.Count) V.Store(formula.Value(V.Load(z + i)), a + i);
        if (i < count) ApplyPart(formula, z + i, a + i, count - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ApplyPart(TFormula formula, T* z, T* a, int count) => V.StorePart(formula.Value(V.LoadPart(z, count)), a, count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Backward(TFormula formula, T* z, T* a, T* da, T* dz, int count)
    {
        var i = 0;
        for (; i <= count - V.Count; i += V.Count)
            V.Store(V.Load(da + i) * formula.Derivative(V.Load(z + i), V.Load(a + i)), dz + i);
        if (i < count) BackwardPart(formula, z + i, a + i, da + i, dz + i, count - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void BackwardPart(TFormula formula, T* z, T* a, T* da, T* dz, int count)
    {
        var slope = formula.Derivative(V.LoadPart(z, count), V.LoadPart(a, count));
        V.StorePart(V.LoadPart(da, count) * slope, dz, count);
    }
}
