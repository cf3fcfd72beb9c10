using System.Numerics;
using System.Runtime.CompilerServices;
using MathNet.Numerics;

namespace NeuralLab.Kernels;

/// <summary>A lane of one number: the plain arithmetic that every faster lane is tested against.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="value">The number.</param>
internal readonly unsafe struct Scalar<T>(T value) : ILane<T, Scalar<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly T value = value;

    public static int Count => 1;

    public static Scalar<T> Zero => new(T.Zero);

    public static Scalar<T> One => new(T.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Create(double value) => new(T.CreateTruncating(value));

    public static Scalar<T> Create(Coefficient value) => Create(value.Double);

    public static Scalar<T> Repeat(T value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Load(T* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Scalar<T> value, T* target) => *target = value.value;

    public static Scalar<T> LoadPart(T* source, int count) => new(*source);

    public static void StorePart(Scalar<T> value, T* target, int count) => *target = value.value;

    public static Scalar<T> WhereFirst(int count, Scalar<T> first, Scalar<T> rest) => count > 0 ? first : rest;

    public static T Sum(Scalar<T> value) => value.value;

    public static T Largest(Scalar<T> value) => value.value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator +(Scalar<T> a, Scalar<T> b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator -(Scalar<T> a, Scalar<T> b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator *(Scalar<T> a, Scalar<T> b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator /(Scalar<T> a, Scalar<T> b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator -(Scalar<T> a) => new(-a.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> MultiplyAdd(Scalar<T> a, Scalar<T> b, Scalar<T> c) => new(a.value * b.value + c.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Sqrt(Scalar<T> a) => new(T.Sqrt(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Abs(Scalar<T> a) => new(T.Abs(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Max(Scalar<T> a, Scalar<T> b) => new(T.Max(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Min(Scalar<T> a, Scalar<T> b) => new(T.Min(a.value, b.value));

    public static Scalar<T> Exp(Scalar<T> a) => new(T.Exp(a.value));

    public static Scalar<T> Log(Scalar<T> a) => new(T.Log(a.value));

    public static Scalar<T> ExpM1(Scalar<T> a)
    {
        // T.ExpM1 subtracts 1 from Exp. Kahan's form keeps the digits: (u - 1) x / ln u with u = e^x.
        var u = T.Exp(a.value);
        var difference = u - T.One;
        if (difference == T.Zero) return a;
        if (difference == -T.One || T.IsInfinity(u)) return new(difference);
        return new(T.Abs(a.value) < T.One ? difference * a.value / T.Log(u) : difference);
    }

    public static Scalar<T> Log1P(Scalar<T> a)
    {
        // Kahan: ln(u) (x / (u - 1)) with u = 1 + x.
        var u = T.One + a.value;
        return u == T.One ? a : T.IsPositiveInfinity(u) ? new(u) : new(T.Log(u) * (a.value / (u - T.One)));
    }

    public static Scalar<T> Tanh(Scalar<T> a) => new(T.Tanh(a.value));

    public static Scalar<T> Sigmoid(Scalar<T> a)
    {
        var power = Exp(-Abs(a));
        return (a.value < T.Zero ? power : One) / (One + power);
    }

    public static Scalar<T> Erf(Scalar<T> a) =>
        a.value == T.Zero ? a : new(T.CreateTruncating(SpecialFunctions.Erf(double.CreateTruncating(a.value))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> WhereGreater(Scalar<T> a, Scalar<T> b, Scalar<T> yes, Scalar<T> no) => a.value > b.value ? yes : no;
}
