using MathNet.Numerics.Distributions;

namespace NeuralLab.Tests;

public class RandomStreamTests
{
    [Fact]
    public void Generator_is_xoshiro256_starstar()
    {
        // The first outputs of the published algorithm from the state 1, 2, 3, 4.
        ulong[] published =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600,
            16172922978634559625, 8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        var stream = new RandomStream(1, 2, 3, 4);
        Assert.Equal(published, published.Select(_ => stream.NextUInt64()));
    }

    [Fact]
    public void State_is_filled_by_SplitMix64()
    {
        ulong state = 0;
        Assert.Equal(0xE220A8397B1DCDAFUL, RandomStream.SplitMix64(ref state));
        Assert.Equal(0x6E789E6AA1B965F4UL, RandomStream.SplitMix64(ref state));
    }

    [Fact]
    public void Seed_purpose_and_index_pin_the_bits_for_ever()
    {
        // A promise to every recorded experiment, computed by an independent implementation: never change these numbers.
        var stream = new RandomStream(1, RandomPurpose.Shuffling, 2);
        Assert.Equal([4763436842978222885UL, 13343418280331561824UL], [stream.NextUInt64(), stream.NextUInt64()]);
        Assert.Equal([6, 0, 7, 4, 1, 5, 2, 3], new RandomStream(1, RandomPurpose.Data).Permutation(8));
    }

    [Theory]
    [InlineData(2, "data", 0)]
    [InlineData(1, "dropout", 0)]
    [InlineData(1, "data", 1)]
    public void Another_seed_purpose_or_index_is_another_stream(int seed, string purpose, long index)
    {
        ulong[] one = Take(new RandomStream(1, "data"), 64), other = Take(new RandomStream(seed, purpose, index), 64);
        Assert.Empty(one.Intersect(other));
    }

    [Fact]
    public void A_stream_is_for_a_purpose() => Assert.Throws<ArgumentException>(() => new RandomStream(1, ""));

    [Fact]
    public void Every_number_of_a_small_range_is_as_likely_as_every_other()
    {
        var stream = new RandomStream(3, "test");
        int[] counts = new int[7];
        for (int draw = 0; draw < 70_000; draw++) counts[stream.Next(7)]++;
        // Chi-squared with 6 degrees of freedom exceeds 22.5 once in a thousand seeds; this seed does not.
        Assert.True(counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000) < 22.5, string.Join(' ', counts));
    }

    [Fact]
    public void Every_order_of_three_is_as_likely_as_every_other()
    {
        var stream = new RandomStream(4, "test");
        var counts = new Dictionary<string, int>();
        for (int draw = 0; draw < 60_000; draw++)
        {
            string order = string.Join(',', stream.Permutation(3));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(6, counts.Count);
        Assert.True(counts.Values.Sum(count => Math.Pow(count - 10_000, 2) / 10_000) < 20.5, string.Join(' ', counts));
    }

    [Fact]
    public void Numbers_stay_in_their_ranges()
    {
        var stream = new RandomStream(5, "test");
        for (int draw = 0; draw < 2_000; draw++)
        {
            Assert.InRange(stream.NextDouble(), 0, 1 - Math.Pow(2, -53));
            Assert.InRange(stream.NextSingle(), 0, 1 - MathF.Pow(2, -24));
            Assert.InRange(stream.Next(), 0, int.MaxValue - 1);
            Assert.InRange(stream.Next(int.MinValue, int.MaxValue), int.MinValue, int.MaxValue - 1);
            Assert.InRange(stream.NextInt64(-5, 5_000_000_000), -5, 4_999_999_999);
        }
        Assert.Equal(3, stream.NextInt64(3, 3));
    }

    [Fact]
    public void MathNet_distributions_draw_from_it()
    {
        double[] samples = new double[20_000];
        new Normal(2, 3, new RandomStream(6, "test")).Samples(samples);
        double mean = samples.Average(), deviation = Math.Sqrt(samples.Average(value => (value - mean) * (value - mean)));
        Assert.InRange(mean, 1.9, 2.1);
        Assert.InRange(deviation, 2.9, 3.1);
        double[] again = new double[20_000];
        new Normal(2, 3, new RandomStream(6, "test")).Samples(again);
        Assert.Equal(samples, again);
    }

    [Fact]
    public void Shuffling_allocates_nothing()
    {
        var stream = new RandomStream(8, RandomPurpose.Shuffling);
        int[] order = stream.Permutation(1000);
        stream.Shuffle(order);
        long before = GC.GetAllocatedBytesForCurrentThread();
        stream.Shuffle(order);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Bytes_are_filled_to_the_last()
    {
        byte[] whole = new byte[19], part = new byte[8];
        new RandomStream(9, "test").NextBytes(whole);
        new RandomStream(9, "test").NextBytes(part);
        Assert.Equal(part, whole[..8]);
        Assert.Contains(whole[16..], value => value != 0);
    }

    static ulong[] Take(RandomStream stream, int count) => [.. Enumerable.Range(0, count).Select(_ => stream.NextUInt64())];
}
