using System.Numerics;

namespace NeuralLab.Kernels;

/// <summary>Everything that works element by element or column by column, written once over the lane.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="V">The lane: one number or a vector register.</typeparam>
internal abstract class LaneKernels<T, V> : Kernels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
{
    internal override void RowSums(Block<T> a, Span<T> sums)
    {
        sums.Clear();
        for (var column = 0; column < a.Columns; column++) AddTo(sums, a.Column(column));
    }

    internal override void Gather(Block<T> source, ReadOnlySpan<int> columns, Block<T> target)
    {
        for (var j = 0; j < columns.Length; j++) source.Column(columns[j]).CopyTo(target.Column(j));
    }

    internal override void Softmax(Block<T> z, Block<T> a)
    {
        for (var j = 0; j < z.Columns; j++) SoftmaxColumn(z.Column(j), a.Column(j));
    }

    internal override double SoftmaxCrossEntropy(
        Block<T> z, Block<T> target, Block<T> gradient, ReadOnlySpan<T> sampleWeights, double scale)
    {
        var total = 0.0;
        Span<T> none = [];
        for (var j = 0; j < z.Columns; j++)
        {
            var weight = sampleWeights.IsEmpty ? scale : scale * double.CreateTruncating(sampleWeights[j]);
            total += weight * CrossEntropyColumn(
                z.Column(j), target.Column(j), gradient.Columns == 0 ? none : gradient.Column(j), T.CreateTruncating(weight));
        }
        return total;
    }

    internal override void Product(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c)
    {
        for (var i = 0; i < c.Length; i++) c[i] = a[i] * b[i];
    }

    internal override void Multiply(Span<T> a, double factor)
    {
        var number = T.CreateTruncating(factor);
        for (var i = 0; i < a.Length; i++) a[i] *= number;
    }

    internal override void DropoutMask(Span<T> mask, long key, long position, double probability)
    {
        var kept = T.CreateTruncating(1 / (1 - probability));
        var border = (uint)Math.Min(uint.MaxValue, Math.Round(probability * 4294967296.0));
        for (var i = 0; i < mask.Length; i++) mask[i] = RandomBits(key, position + i) < border ? T.Zero : kept;
    }

    /// <summary>32 random bits for a key and a place: SplitMix64's finalizer over both (Steele, Lea and Flood, 2014).</summary>
    static uint RandomBits(long key, long place)
    {
        var z = unchecked((ulong)key + (ulong)place * 0x9E3779B97F4A7C15UL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (uint)((z ^ (z >> 31)) >> 32);
    }

    internal override double SumOfSquares(ReadOnlySpan<T> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += double.CreateTruncating(value) * double.CreateTruncating(value);
        return sum;
    }

    internal override BoundActivation<T> Bind<TFormula>(TFormula formula) => new LaneActivation<T, V, TFormula>(formula);

    internal override BoundLoss<T> BindLoss<TFormula>(TFormula formula) => new LaneLoss<T, V, TFormula>(formula);

    internal override BoundPenalty<T> BindPenalty<TFormula>(TFormula formula) => new LanePenalty<T, V, TFormula>(formula);

    internal override BoundOptimizer<T> Bind<TRule>(IUpdateRules<TRule> optimizer) => new LaneOptimizer<T, V, TRule>(optimizer);

    static void AddTo(Span<T> sums, ReadOnlySpan<T> values)
    {
        for (var i = 0; i < sums.Length; i++) sums[i] += values[i];
    }

    static void SoftmaxColumn(ReadOnlySpan<T> z, Span<T> a)
    {
        var largest = z[0];
        for (var i = 1; i < z.Length; i++) largest = T.Max(largest, z[i]);
        var sum = T.Zero;
        for (var i = 0; i < z.Length; i++) sum += a[i] = T.Exp(z[i] - largest);
        for (var i = 0; i < a.Length; i++) a[i] /= sum;
    }

    static double CrossEntropyColumn(ReadOnlySpan<T> z, ReadOnlySpan<T> target, Span<T> gradient, T scale)
    {
        var largest = z[0];
        for (var i = 1; i < z.Length; i++) largest = T.Max(largest, z[i]);
        T sum = T.Zero, mass = T.Zero, hit = T.Zero;
        for (var i = 0; i < z.Length; i++)
        {
            sum += T.Exp(z[i] - largest);
            mass += target[i];
            if (target[i] != T.Zero) hit += target[i] * (z[i] - largest);
        }
        var loss = double.CreateTruncating(T.Log(sum) * mass - hit);
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] = scale * (T.Exp(z[i] - largest) / sum * mass - target[i]);
        return loss;
    }
}
