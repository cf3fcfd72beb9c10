using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;
using MathNet.Numerics.Random;

namespace NeuralLab;

/// <summary>
/// A seeded source of random numbers for one purpose: the same seed, purpose and index give the same bits on every platform and in
/// every run. MathNet's distributions take it as their random source. Not safe for several threads: give each its own stream.
/// </summary>
/// <remarks>
/// The generator is xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2018), its state filled by
/// SplitMix64 (Steele, Lea and Flood, 2014) from the FNV-1a hash of purpose, seed and index. Streams that differ in any of the three
/// are independent for all practical purposes. The promise covers integers, <see cref="NextDouble"/> and shuffles; what a distribution
/// computes from them with logarithms and the like is as exact as the platform's mathematics.
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "A stream of random numbers is the field's word; no one takes it for bytes.")]
public sealed class RandomStream : RandomSource
{
    ulong s0, s1, s2, s3;

    /// <summary>A stream at its beginning.</summary>
    /// <param name="seed">The experiment's seed; any value.</param>
    /// <param name="purpose">What the numbers are for: one of <see cref="RandomPurpose"/>, or a word of your own.</param>
    /// <param name="index">Tells streams of one purpose apart: the epoch, the layer, the fold. Default 0.</param>
    /// <exception cref="ArgumentException"><paramref name="purpose"/> is null or empty.</exception>
    public RandomStream(int seed, string purpose, long index = 0)
        : this(Hash(seed, purpose, index))
    {
    }

    /// <summary>The generator in a state of its own.</summary>
    internal RandomStream(ulong s0, ulong s1, ulong s2, ulong s3)
        : base(threadSafe: false) => (this.s0, this.s1, this.s2, this.s3) = (s0, s1, s2, s3);

    RandomStream(ulong hash)
        : this(SplitMix64(ref hash), SplitMix64(ref hash), SplitMix64(ref hash), SplitMix64(ref hash))
    {
    }

    /// <summary>The next 64 bits, every value equally likely.</summary>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        ulong shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>A number in [0, 1), a multiple of 2^-53, every one equally likely.</summary>
    public override double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [0, 1), a multiple of 2^-24, every one equally likely.</summary>
    public override float NextSingle() => (NextUInt64() >> 40) * (1f / (1U << 24));

    /// <summary>Shuffles in place; every order is equally likely. Allocates nothing.</summary>
    /// <param name="values">Any length.</param>
    public void Shuffle(Span<int> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int chosen = (int)NextBounded((uint)last + 1);
            (values[last], values[chosen]) = (values[chosen], values[last]);
        }
    }

    /// <summary>The numbers 0 .. <paramref name="count"/> - 1 in a random order; every order is equally likely.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public int[] Permutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int[] order = [.. Enumerable.Range(0, count)];
        Shuffle(order);
        return order;
    }

    /// <inheritdoc/>
    public override long NextInt64() => NextInt64(long.MaxValue);

    /// <inheritdoc/>
    public override long NextInt64(long maxValue) => NextInt64(0, maxValue);

    /// <inheritdoc/>
    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        ulong range = (ulong)maxValue - (ulong)minValue;
        return range == 0 ? minValue : minValue + (long)NextBounded(range);
    }

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        while (!buffer.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, NextUInt64());
            int taken = Math.Min(word.Length, buffer.Length);
            word[..taken].CopyTo(buffer);
            buffer = buffer[taken..];
        }
    }

    /// <inheritdoc/>
    protected override double DoSample() => NextDouble();

    /// <inheritdoc/>
    protected override int DoSampleInteger() => (int)NextBounded(int.MaxValue);

    /// <inheritdoc/>
    protected override int DoSampleInteger(int maxExclusive) => (int)NextBounded((uint)maxExclusive);

    /// <inheritdoc/>
    protected override int DoSampleInteger(int minInclusive, int maxExclusive) =>
        unchecked(minInclusive + (int)NextBounded((uint)(maxExclusive - minInclusive)));

    /// <inheritdoc/>
    protected override int DoSampleInt32WithNBits(int bitCount) => (int)DoSampleInt64WithNBits(bitCount);

    /// <inheritdoc/>
    protected override long DoSampleInt64WithNBits(int bitCount) => bitCount == 0 ? 0 : (long)(NextUInt64() >> (64 - bitCount));

    /// <inheritdoc/>
    protected override void DoSampleBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    // Lemire, "Fast random integer generation in an interval" (2019): the high half of bits x bound is the number; the few low halves
    // that would favour some numbers are drawn again, so that there is no bias and hardly ever a division.
    uint NextBounded(uint bound)
    {
        ulong product = (NextUInt64() >> 32) * bound;
        if ((uint)product < bound)
        {
            uint unfair = (0u - bound) % bound;
            while ((uint)product < unfair) product = (NextUInt64() >> 32) * bound;
        }
        return (uint)(product >> 32);
    }

    ulong NextBounded(ulong bound)
    {
        ulong high = Math.BigMul(NextUInt64(), bound, out ulong low);
        if (low < bound)
        {
            ulong unfair = (0UL - bound) % bound;
            while (low < unfair) high = Math.BigMul(NextUInt64(), bound, out low);
        }
        return high;
    }

    static ulong Hash(int seed, string purpose, long index)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        Span<byte> numbers = stackalloc byte[sizeof(int) + sizeof(long)];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, seed);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[sizeof(int)..], index);
        return Fnv1a(numbers, Fnv1a(Encoding.UTF8.GetBytes(purpose), 0xCBF29CE484222325UL));
    }

    static ulong Fnv1a(ReadOnlySpan<byte> bytes, ulong hash)
    {
        foreach (byte value in bytes) hash = (hash ^ value) * 0x100000001B3UL;
        return hash;
    }

    /// <summary>By which SplitMix64 moves its state on.</summary>
    internal const ulong SplitMixStep = 0x9E3779B97F4A7C15UL;

    internal static ulong SplitMix64(ref ulong state)
    {
        ulong mixed = state += SplitMixStep;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
