using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace NeuralLab.Kernels;

/// <summary>Everything that works element by element or column by column, written once over the lane.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="V">The lane: one number or a vector register.</typeparam>
internal abstract unsafe class LaneKernels<T, V> : Kernels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
{
    internal override void RowSums(Block<T> a, Span<T> sums, bool adds = false)
    {
        var one = T.One;
        fixed (T* source = a.Data, target = sums)
            ThinProduct<T, V>.Column(source, a.Stride, &one, nextB: 0, a.Columns, adds ? target : null, target, a.Rows);
    }

    internal override void Gather(Block<T> source, ReadOnlySpan<int> columns, Block<T> target)
    {
        if (source.Rows <= V.Count)
        {
            fixed (T* from = source.Data, to = target.Data) GatherShort(from, source.Stride, columns, to, target.Stride, source.Rows);
            return;
        }
        for (var j = 0; j < columns.Length; j++)
        {
            if (j + Ahead < columns.Length) Prefetch(source.Column(columns[j + Ahead]));
            source.Column(columns[j]).CopyTo(target.Column(j));
        }
    }

    internal override void Softmax(Block<T> z, Block<T> a)
    {
        fixed (T* source = z.Data, target = a.Data)
            for (var j = 0; j < z.Columns; j++) SoftmaxColumn<T, V>.Probabilities(source + j * z.Stride, target + j * a.Stride, z.Rows);
    }

    internal override double SoftmaxCrossEntropy(
        Block<T> z, Block<T> target, Block<T> gradient, ReadOnlySpan<T> sampleWeights, double scale)
    {
        var total = 0.0;
        fixed (T* zData = z.Data, targetData = target.Data, gradientData = gradient.Data)
            for (var j = 0; j < z.Columns; j++)
            {
                var weight = sampleWeights.IsEmpty ? scale : scale * double.CreateTruncating(sampleWeights[j]);
                var column = gradientData == null ? null : gradientData + j * gradient.Stride;
                total += weight * SoftmaxColumn<T, V>.CrossEntropy(
                    zData + j * z.Stride, targetData + j * target.Stride, column, z.Rows, weight);
            }
        return total;
    }

    internal override void Hadamard(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c)
    {
        fixed (T* left = a, right = b, target = c) Hadamard(left, right, target, c.Length);
    }

    internal override void Scale(Span<T> a, double factor)
    {
        fixed (T* data = a) Scale(data, a.Length, V.Create(factor));
    }

    internal override void DropoutMask(Span<T> mask, ulong key, ulong position, double probability)
    {
        var kept = T.CreateTruncating(1 / (1 - probability));
        var border = (uint)Math.Min(uint.MaxValue, Math.Round(probability * 4294967296.0));
        if (V.Count * sizeof(T) == 64) RandomMask<T>.FillByEight(mask, key, position, border, kept);
        else RandomMask<T>.Fill(mask, key, position, border, kept);
    }

    internal override double SumOfSquares(ReadOnlySpan<T> values)
    {
        fixed (T* data = values) return SumOfSquares(data, values.Length);
    }

    internal override BoundActivation<T> BindActivation<TFormula>(TFormula formula) => new LaneActivation<T, V, TFormula>(formula);

    internal override BoundLoss<T> BindLoss<TFormula>(TFormula formula) => new LaneLoss<T, V, TFormula>(formula);

    internal override BoundPenalty<T> BindPenalty<TFormula>(TFormula formula) => new LanePenalty<T, V, TFormula>(formula);

    internal override BoundOptimizer<T> BindOptimizer<TRule>(IUpdateRules<TRule> optimizer) => new LaneOptimizer<T, V, TRule>(optimizer);

    // The columns of a shuffled batch lie anywhere in memory: asked for some columns ahead, they are here when it is their turn.
    const int Ahead = 3;

    static void Prefetch<TNumber>(ReadOnlySpan<TNumber> numbers)
        where TNumber : unmanaged
    {
        if (!Sse.IsSupported) return;
        const int cacheLine = 64;
        fixed (TNumber* first = numbers)
            for (var i = 0; i < numbers.Length * sizeof(TNumber); i += cacheLine) Sse.Prefetch0((byte*)first + i);
    }

    // A column that fits into one register needs no copying routine.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void GatherShort(T* source, nint sourceStride, ReadOnlySpan<int> columns, T* target, nint targetStride, int rows)
    {
        if (rows == 1)
        {
            foreach (var column in columns)
            {
                *target = source[column * sourceStride];
                target += targetStride;
            }
            return;
        }
        foreach (var column in columns)
        {
            V.StorePart(V.LoadPart(source + column * sourceStride, rows), target, rows);
            target += targetStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Hadamard(T* a, T* b, T* c, int count)
    {
        var i = 0;
        for (; i <= count - V.Count; i += V.Count) V.Store(V.Load(a + i) * V.Load(b + i), c + i);
        for (; i < count; i++) c[i] = a[i] * b[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Scale(T* a, int count, V factor)
    {
        var i = 0;
        for (; i <= count - V.Count; i += V.Count) V.Store(V.Load(a + i) * factor, a + i);
        if (i < count) V.StorePart(V.LoadPart(a + i, count - i) * factor, a + i, count - i);
    }

    // In short runs, so that float does not lose what a long sum would; four sums at a time hide the latency of an addition.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double SumOfSquares(T* values, int count)
    {
        const int run = 4096;
        var total = 0.0;
        for (var start = 0; start < count; start += run)
        {
            var end = Math.Min(count, start + run);
            V a = V.Zero, b = V.Zero, c = V.Zero, d = V.Zero;
            var i = start;
            for (; i <= end - 4 * V.Count; i += 4 * V.Count)
            {
                V w = V.Load(values + i), x = V.Load(values + i + V.Count);
                V y = V.Load(values + i + 2 * V.Count), z = V.Load(values + i + 3 * V.Count);
                a = V.MultiplyAdd(w, w, a);
                b = V.MultiplyAdd(x, x, b);
                c = V.MultiplyAdd(y, y, c);
                d = V.MultiplyAdd(z, z, d);
            }
            for (; i < end; i += V.Count)
            {
                var x = end - i < V.Count ? V.LoadPart(values + i, end - i) : V.Load(values + i);
                a = V.MultiplyAdd(x, x, a);
            }
            total += double.CreateTruncating(V.Sum(a + b + (c + d)));
        }
        return double.IsFinite(total) ? total : SumOfSquaresInDouble(values, count);
    }

    static double SumOfSquaresInDouble(T* values, int count)
    {
        var total = 0.0;
        for (var i = 0; i < count; i++) total += double.CreateTruncating(values[i]) * double.CreateTruncating(values[i]);
        return total;
    }
}
