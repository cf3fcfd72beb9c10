using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralLab.Kernels;

/// <summary>
/// A lane of one vector register. Lane512.cs is the source; the build makes Lane256 and Lane128 of it by writing the other
/// number. A wrapper around one register costs nothing: the compiler keeps it in the register.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="value">The register.</param>
internal readonly unsafe struct Lane512<T>(Vector512<T> value) : IVectorLane<T, Lane512<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Vector512<T> value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    public static Lane512<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<T>.Zero);
    }

    public static Lane512<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<T>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Create(double value) =>
        new(typeof(T) == typeof(float) ? Vector512.Create((float)value).As<float, T>() : Vector512.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Create(Coefficient value) =>
        new(typeof(T) == typeof(float) ? Vector512.Create(value.Single).As<float, T>() : Vector512.Create(value.Double).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Repeat(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane512<T> value, T* target) => value.value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> LoadPart(T* source, int count) => new(Registers.LoadPart512(source, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Lane512<T> value, T* target, int count) => Registers.StorePart512(value.value, target, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> WhereFirst(int count, Lane512<T> first, Lane512<T> rest) =>
        new(Vector512.ConditionalSelect(Registers.Mask512<T>(count), first.value, rest.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lane512<T> value) => Vector512.Sum(value.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(Lane512<T> value) => Registers.Largest512(value.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator +(Lane512<T> a, Lane512<T> b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> a, Lane512<T> b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator *(Lane512<T> a, Lane512<T> b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator /(Lane512<T> a, Lane512<T> b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> a) => new(-a.value);

    // MultiplyAddEstimate is fused where the processor can fuse. FusedMultiplyAdd would be computed in software elsewhere.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MultiplyAdd(Lane512<T> a, Lane512<T> b, Lane512<T> c) =>
        new(typeof(T) == typeof(float)
            ? Vector512.MultiplyAddEstimate(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle()).As<float, T>()
            : Vector512.MultiplyAddEstimate(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Sqrt(Lane512<T> a) => new(Vector512.Sqrt(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Abs(Lane512<T> a) => new(Vector512.Abs(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Max(Lane512<T> a, Lane512<T> b) => new(Vector512.Max(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Min(Lane512<T> a, Lane512<T> b) => new(Vector512.Min(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> WhereGreater(Lane512<T> a, Lane512<T> b, Lane512<T> yes, Lane512<T> no) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(a.value, b.value), yes.value, no.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Round(Lane512<T> a) =>
        new(typeof(T) == typeof(float)
            ? Vector512.Round(a.value.AsSingle()).As<float, T>()
            : Vector512.Round(a.value.AsDouble()).As<double, T>());

    // A native maximum or minimum of a NaN is its second argument (x86) or NaN (Arm).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> AtLeast(Lane512<T> a, Lane512<T> low) => new(Vector512.MaxNative(low.value, a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Clamp(Lane512<T> a, Lane512<T> low, Lane512<T> high) =>
        new(Vector512.MinNative(high.value, Vector512.MaxNative(low.value, a.value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> CopySign(Lane512<T> a, Lane512<T> sign) =>
        new(Vector512.ConditionalSelect(Vector512.Create(T.NegativeZero), sign.value, a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> LowestBitsAsExponent(Lane512<T> a) =>
        new(typeof(T) == typeof(float)
            ? (a.value.AsUInt32() << FloatBits.Fraction32).As<uint, T>()
            : (a.value.AsUInt64() << FloatBits.Fraction64).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Exponent(Lane512<T> a)
    {
        if (typeof(T) == typeof(float))
        {
            var biased = (a.value.AsUInt32() + Vector512.Create(FloatBits.RootHalfToOne32)) >>> FloatBits.Fraction32;
            var whole = (biased | Vector512.Create(FloatBits.Whole32).AsUInt32()).AsSingle();
            return new((whole - Vector512.Create(FloatBits.BiasedWhole32)).As<float, T>());
        }
        else
        {
            var biased = (a.value.AsUInt64() + Vector512.Create(FloatBits.RootHalfToOne64)) >>> FloatBits.Fraction64;
            var whole = (biased | Vector512.Create(FloatBits.Whole64).AsUInt64()).AsDouble();
            return new((whole - Vector512.Create(FloatBits.BiasedWhole64)).As<double, T>());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Exp(Lane512<T> a) => LaneMath.Exp<T, Lane512<T>>(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ExpM1(Lane512<T> a) => LaneMath.ExpM1<T, Lane512<T>>(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Log(Lane512<T> a) => LaneMath.Log<T, Lane512<T>>(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Log1P(Lane512<T> a) => LaneMath.Log1P<T, Lane512<T>>(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Tanh(Lane512<T> a) => LaneMath.Tanh<T, Lane512<T>>(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Sigmoid(Lane512<T> a) => LaneMath.Sigmoid<T, Lane512<T>>(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Erf(Lane512<T> a) => LaneMath.Erf<T, Lane512<T>>(a);
}
