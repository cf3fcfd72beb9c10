using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NeuralLab.Kernels;

/// <summary>What differs between vector registers of 128, 256 and 512 bits: parts, bytes, and the largest number.</summary>
static unsafe class Registers
{
    /// <summary>All bits set in the first <paramref name="count"/> numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> Mask512<T>(int count)
        where T : unmanaged =>
        sizeof(T) == 4
            ? Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).As<int, T>()
            : Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).As<long, T>();

    /// <inheritdoc cref="Mask512"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<T> Mask256<T>(int count)
        where T : unmanaged =>
        sizeof(T) == 4
            ? Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).As<int, T>()
            : Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).As<long, T>();

    /// <inheritdoc cref="Mask512"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<T> Mask128<T>(int count)
        where T : unmanaged =>
        sizeof(T) == 4
            ? Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).As<int, T>()
            : Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).As<long, T>();

    /// <summary>The first <paramref name="count"/> numbers at an address, and 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> LoadPart512<T>(T* source, int count)
        where T : unmanaged
    {
        var mask = Mask512<T>(count);
        return sizeof(T) == 4
            ? Avx512F.MaskLoad((float*)source, mask.AsSingle(), Vector512<float>.Zero).As<float, T>()
            : Avx512F.MaskLoad((double*)source, mask.AsDouble(), Vector512<double>.Zero).As<double, T>();
    }

    /// <inheritdoc cref="LoadPart512"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<T> LoadPart256<T>(T* source, int count)
        where T : unmanaged
    {
        var mask = Mask256<T>(count);
        return sizeof(T) == 4
            ? Avx.MaskLoad((float*)source, mask.AsSingle()).As<float, T>()
            : Avx.MaskLoad((double*)source, mask.AsDouble()).As<double, T>();
    }

    /// <inheritdoc cref="LoadPart512"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<T> LoadPart128<T>(T* source, int count)
        where T : unmanaged
    {
        if (count == Vector128<T>.Count) return Vector128.Load(source);
        if (count == 1) return Vector128.CreateScalar(*source);
        var pair = Vector128.CreateScalar(*(double*)source).As<double, T>();
        return count == 2 ? pair : pair.WithElement(2, source[2]);
    }

    /// <summary>Writes the first <paramref name="count"/> numbers to an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StorePart512<T>(Vector512<T> value, T* target, int count)
        where T : unmanaged
    {
        var mask = Mask512<T>(count);
        if (sizeof(T) == 4) Avx512F.MaskStore((float*)target, mask.AsSingle(), value.AsSingle());
        else Avx512F.MaskStore((double*)target, mask.AsDouble(), value.AsDouble());
    }

    /// <inheritdoc cref="StorePart512"/>
    // Masked stores of 256 bits are slow on some processors; two halves are not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StorePart256<T>(Vector256<T> value, T* target, int count)
        where T : unmanaged
    {
        var half = Vector128<T>.Count;
        StorePart128(value.GetLower(), target, Math.Min(count, half));
        if (count > half) StorePart128(value.GetUpper(), target + half, count - half);
    }

    /// <inheritdoc cref="StorePart512"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StorePart128<T>(Vector128<T> value, T* target, int count)
        where T : unmanaged
    {
        if (count == Vector128<T>.Count)
        {
            value.Store(target);
            return;
        }
        if (count > 1) *(double*)target = value.AsDouble().ToScalar();
        if (count != 2) target[count - 1] = value.GetElement(count - 1);
    }

    /// <summary>The largest number, NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Largest512<T>(Vector512<T> value)
        where T : unmanaged, INumber<T> => Largest256(Vector256.Max(value.GetLower(), value.GetUpper()));

    /// <inheritdoc cref="Largest512"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Largest256<T>(Vector256<T> value)
        where T : unmanaged, INumber<T> => Largest128(Vector128.Max(value.GetLower(), value.GetUpper()));

    /// <inheritdoc cref="Largest512"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Largest128<T>(Vector128<T> value)
        where T : unmanaged, INumber<T>
    {
        if (sizeof(T) == 4) value = Vector128.Max(value, Vector128.Shuffle(value.AsSingle(), Vector128.Create(2, 3, 0, 1)).As<float, T>());
        return T.Max(value[0], value[1]);
    }
}
