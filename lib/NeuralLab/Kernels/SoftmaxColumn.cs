using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralLab.Kernels;

/// <summary>Softmax of one sample and its cross-entropy. The largest element is subtracted first, so that no power overflows.</summary>
static unsafe class SoftmaxColumn<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
{
    /// <summary>a = exp(z - max z) / sum. The two may be the same memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Probabilities(T* z, T* a, int rows)
    {
        var largest = V.Repeat(Largest(z, rows));
        var sums = V.Zero;
        for (var i = 0; i < rows; i += V.Count)
        {
            var power = V.Exp(Read(z + i, rows - i) - largest);
            sums += V.WhereFirst(rows - i, power, V.Zero);
            Write(power, a + i, rows - i);
        }
        var sum = V.Repeat(V.Sum(sums));
        for (var i = 0; i < rows; i += V.Count) Write(Read(a + i, rows - i) / sum, a + i, rows - i);
    }

    /// <summary>
    /// log(sum exp z) * sum t - sum t z. The gradient is scale * (softmax(z) sum t - t), unless it is null; it may be the
    /// same memory as z.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double CrossEntropy(T* z, T* target, T* gradient, int rows, double scale)
    {
        var largest = V.Repeat(Largest(z, rows));
        V sums = V.Zero, masses = V.Zero, hits = V.Zero;
        for (var i = 0; i < rows; i += V.Count)
        {
            var t = Read(target + i, rows - i);
            var below = Read(z + i, rows - i) - largest;
            var power = V.Exp(below);
            sums += V.WhereFirst(rows - i, power, V.Zero);
            masses += t;
            // A class that is not the target counts 0, also where its z is -infinity.
            hits += V.WhereGreater(V.Abs(t), V.Zero, t * below, V.Zero);
            if (gradient != null) Write(power, gradient + i, rows - i);
        }
        T sum = V.Sum(sums), mass = V.Sum(masses);
        if (gradient != null)
        {
            V share = V.Repeat(mass / sum), factor = V.Create(scale);
            for (var i = 0; i < rows; i += V.Count)
                Write(factor * (Read(gradient + i, rows - i) * share - Read(target + i, rows - i)), gradient + i, rows - i);
        }
        return double.CreateTruncating(T.Log(sum) * mass - V.Sum(hits));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T Largest(T* z, int rows)
    {
        var lowest = V.Create(double.NegativeInfinity);
        var largest = lowest;
        for (var i = 0; i < rows; i += V.Count) largest = V.Max(largest, V.WhereFirst(rows - i, Read(z + i, rows - i), lowest));
        return V.Largest(largest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Read(T* source, int left) => left < V.Count ? V.LoadPart(source, left) : V.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write(V value, T* target, int left)
    {
        if (left < V.Count) V.StorePart(value, target, left);
        else V.Store(value, target);
    }
}
