using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralLab.Kernels;

/// <summary>
/// Masks whose element at a place is 0 or a given number, as 32 random bits of key and place say: SplitMix64's finalizer over both
/// (Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, 2014).
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
static unsafe class RandomMask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const ulong Step = 0x9E3779B97F4A7C15;
    const ulong FirstFactor = 0xBF58476D1CE4E5B9;
    const ulong SecondFactor = 0x94D049BB133111EB;

    /// <summary>Element i is 0 where the bits of place + i are below <paramref name="border"/>, else <paramref name="kept"/>.</summary>
    internal static void Fill(Span<T> mask, ulong key, ulong place, uint border, T kept)
    {
        for (var i = 0; i < mask.Length; i++) mask[i] = Bits(key + (place + (uint)i) * Step) < border ? T.Zero : kept;
    }

    /// <summary>The same with registers of 512 bits, which alone can multiply such large numbers quickly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void FillByEight(Span<T> mask, ulong key, ulong place, uint border, T kept)
    {
        var i = 0;
        fixed (T* target = mask)
            for (; i <= mask.Length - 8; i += 8)
            {
                var z = Vector512.Create(key + (place + (uint)i) * Step) + Vector512<ulong>.Indices * Step;
                z = (z ^ (z >>> 30)) * FirstFactor;
                z = (z ^ (z >>> 27)) * SecondFactor;
                var keeps = Vector512.GreaterThanOrEqual((z ^ (z >>> 31)) >>> 32, Vector512.Create((ulong)border));
                if (sizeof(T) == 8) (Vector512.Create(kept) & keeps.As<ulong, T>()).Store(target + i);
                else (Vector256.Create(kept) & Vector512.Narrow(keeps, keeps).GetLower().As<uint, T>()).Store(target + i);
            }
        Fill(mask[i..], key, place + (uint)i, border, kept);
    }

    static uint Bits(ulong z)
    {
        z = (z ^ (z >> 30)) * FirstFactor;
        z = (z ^ (z >> 27)) * SecondFactor;
        return (uint)((z ^ (z >> 31)) >> 32);
    }
}
