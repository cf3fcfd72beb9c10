using System.Text;

namespace NeuralLab.Tests.Fuzzing;

/// <summary>Changes good files into bad ones, the same for the same seed: flipped, lost, doubled and foreign bytes, numbers at their limits, words of the format.</summary>
sealed class Mutator(int seed, string[] words)
{
    static readonly string[] Numbers =
        ["-1", "0", "1", "255", "65536", "2147483647", "-2147483648", "2147483648", "4294967295", "9223372036854775807", "18446744073709551615", "1e308", "-1e999", "5e-324", "NaN", "Infinity", "0x10", "1.5", "1,5"];

    readonly Random random = new(seed);
    readonly byte[][] tokens = [.. Numbers.Concat(words).Select(Encoding.UTF8.GetBytes), [0], [0xFF], [0xC3, 0x28], [0xEF, 0xBB, 0xBF], [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0]];

    /// <summary>One of some good files with a few changes.</summary>
    public byte[] Next(IReadOnlyList<byte[]> good)
    {
        List<byte> bytes = [.. good[random.Next(good.Count)]];
        for (var changes = 1 + random.Next(random.Next(4) == 0 ? 12 : 3); changes > 0; changes--) Change(bytes, good);
        return [.. bytes];
    }

    void Change(List<byte> bytes, IReadOnlyList<byte[]> good)
    {
        var place = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, random.Next(3) == 0 ? 200 : 8), bytes.Count - place);
        switch (random.Next(8))
        {
            case 0 when place < bytes.Count:
                bytes[place] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when place < bytes.Count:
                bytes[place] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(place, length);
                break;
            case 3:
                bytes.InsertRange(place, bytes.GetRange(place, length));
                break;
            case 4:
                bytes.InsertRange(place, tokens[random.Next(tokens.Length)]);
                break;
            case 5:
                // A word in the place of what stands there.
                bytes.RemoveRange(place, length);
                bytes.InsertRange(place, tokens[random.Next(tokens.Length)]);
                break;
            case 6 when random.Next(4) == 0:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
            case 7 when random.Next(4) == 0:
                var other = good[random.Next(good.Count)];
                bytes.AddRange(other.AsSpan(random.Next(other.Length)));
                break;
        }
    }
}
