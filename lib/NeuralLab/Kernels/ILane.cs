using System.Numerics;

namespace NeuralLab.Kernels;

/// <summary>
/// Numbers that are worked on at once: one (<see cref="Scalar{T}"/>) or a vector register full of them. A formula written
/// over lanes is the formula of the lecture, and serves the plain reference and every vector width.
/// </summary>
/// <typeparam name="V">The lane itself.</typeparam>
internal interface ILane<V>
    where V : struct, ILane<V>
{
    /// <summary>All elements 0.</summary>
    static abstract V Zero { get; }

    /// <summary>All elements 1.</summary>
    static abstract V One { get; }

    /// <summary>All elements <paramref name="value"/>, rounded to the lane's number type.</summary>
    static abstract V Create(double value);

    /// <summary>All elements <paramref name="value"/>, already rounded.</summary>
    static abstract V Create(Coefficient value);

    /// <summary>Sum.</summary>
    static abstract V operator +(V a, V b);

    /// <summary>Difference.</summary>
    static abstract V operator -(V a, V b);

    /// <summary>Product.</summary>
    static abstract V operator *(V a, V b);

    /// <summary>Quotient.</summary>
    static abstract V operator /(V a, V b);

    /// <summary>Negation.</summary>
    static abstract V operator -(V a);

    /// <summary>a * b + c, fused where the processor can.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>Square root.</summary>
    static abstract V Sqrt(V a);

    /// <summary>Absolute value.</summary>
    static abstract V Abs(V a);

    /// <summary>The larger of each pair; NaN if either is.</summary>
    static abstract V Max(V a, V b);

    /// <summary>The smaller of each pair; NaN if either is.</summary>
    static abstract V Min(V a, V b);

    /// <summary>e to the power of each element: 0 far below, infinity far above.</summary>
    static abstract V Exp(V a);

    /// <summary>e to the power of each element minus 1, exact also near 0.</summary>
    static abstract V ExpM1(V a);

    /// <summary>Natural logarithm: -infinity at 0, NaN below.</summary>
    static abstract V Log(V a);

    /// <summary>Natural logarithm of 1 + each element, exact also near 0.</summary>
    static abstract V Log1P(V a);

    /// <summary>Hyperbolic tangent, exact also near 0.</summary>
    static abstract V Tanh(V a);

    /// <summary>1 / (1 + e to the power of minus each element): 0 far below.</summary>
    static abstract V Sigmoid(V a);

    /// <summary>The error function 2/sqrt(pi) times the integral of exp(-t^2) from 0 to each element.</summary>
    static abstract V Erf(V a);

    /// <summary>For each element: <paramref name="yes"/> where a > b, else <paramref name="no"/>.</summary>
    static abstract V WhereGreater(V a, V b, V yes, V no);
}

/// <summary>A lane that is read from and written to memory.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="V">The lane itself.</typeparam>
internal unsafe interface ILane<T, V> : ILane<V>
    where T : unmanaged
    where V : struct, ILane<T, V>
{
    /// <summary>How many numbers one lane holds.</summary>
    static abstract int Count { get; }

    /// <summary>All elements <paramref name="value"/>.</summary>
    static abstract V Repeat(T value);

    static abstract V Load(T* source);

    static abstract void Store(V value, T* target);

    /// <summary>The first <paramref name="count"/> numbers (1 to Count); the others are 0 and never touched in memory.</summary>
    static abstract V LoadPart(T* source, int count);

    /// <summary>Writes the first <paramref name="count"/> numbers (1 to Count); the memory behind them is never touched.</summary>
    static abstract void StorePart(V value, T* target, int count);

    /// <summary>The first <paramref name="count"/> numbers from <paramref name="first"/>, the others from <paramref name="rest"/>.</summary>
    static abstract V WhereFirst(int count, V first, V rest);

    /// <summary>The sum of the lane's numbers, added in a fixed order.</summary>
    static abstract T Sum(V value);

    /// <summary>The largest of the lane's numbers; NaN if there is one.</summary>
    static abstract T Largest(V value);
}
