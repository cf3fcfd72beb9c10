using System.Text;

namespace NeuralLab.Notebooks.Tests.Fuzz;

/// <summary>Makes new inputs of old ones: bytes flipped, parts cut, doubled, moved between inputs, and pieces put in that parsers stumble over.</summary>
/// <param name="seed">The same seed gives the same inputs.</param>
/// <param name="seeds">What to begin with.</param>
/// <param name="pieces">What to put in.</param>
sealed class Mutator(int seed, IReadOnlyList<byte[]> seeds, IReadOnlyList<string> pieces)
{
    const int MostChanges = 6;
    const int MostRepetitions = 200;

    readonly Random random = new(seed);

    public byte[] Next()
    {
        var input = seeds[random.Next(seeds.Count)].ToList();
        for (var change = random.Next(1, MostChanges + 1); change > 0; change--)
            Change(input);
        return [.. input];
    }

    public string NextText() => Encoding.UTF8.GetString(Next());

    void Change(List<byte> input)
    {
        var place = random.Next(input.Count + 1);
        var length = random.Next(Math.Min(input.Count - place, 1 << random.Next(12)) + 1);
        switch (random.Next(6))
        {
            case 0 when place < input.Count:
                input[place] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                input.RemoveRange(place, length);
                break;
            case 2:
                input.InsertRange(random.Next(input.Count + 1), input.GetRange(place, length));
                break;
            case 3:
                var other = seeds[random.Next(seeds.Count)];
                var start = random.Next(other.Length + 1);
                input.InsertRange(place, other.AsSpan(start, random.Next(Math.Min(other.Length - start, 2000) + 1)));
                break;
            case 4:
                var piece = Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Count)]);
                for (var repetition = random.Next(4) == 0 ? random.Next(MostRepetitions) : 1; repetition > 0; repetition--)
                    input.InsertRange(place, piece);
                break;
            default:
                input.Insert(place, (byte)random.Next(256));
                break;
        }
    }
}
