using System.Globalization;

namespace NeuralLab;

/// <summary>One of several equal parts of a sweep, for several machines: every n-th run, so that each part has some of everything.</summary>
public sealed record SweepShard
{
    /// <summary>All of it.</summary>
    public static SweepShard All { get; } = new(1, 1);

    /// <summary>A part.</summary>
    /// <param name="part">Which, 1 .. <paramref name="parts"/>.</param>
    /// <param name="parts">How many there are, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    public SweepShard(int part, int parts)
    {
        Parts = Check.AtLeast(1, parts);
        Part = Check.AtLeast(1, part);
        if (part > parts) throw new ArgumentOutOfRangeException(nameof(part), $"part must be at most {parts}, but is {part}.");
    }

    /// <summary>Which part, from 1.</summary>
    public int Part { get; }

    /// <summary>How many parts there are.</summary>
    public int Parts { get; }

    /// <summary>Reads <c>2/5</c>.</summary>
    /// <param name="text">Part and parts with a slash between.</param>
    /// <exception cref="FormatException">It is no such text, or there is no such part.</exception>
    public static SweepShard Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var numbers = text.Split('/');
        return numbers.Length == 2 && Read(numbers[0]) is { } part && Read(numbers[1]) is { } parts && part >= 1 && part <= parts
            ? new(part, parts)
            : throw new FormatException($"A part must be i/n with 1 <= i <= n, such as 2/5, but is '{text}'.");
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => $"{Part}/{Parts}";

    /// <summary>True for the runs of this part.</summary>
    /// <param name="run">Place in the plan, from 0.</param>
    internal bool Has(int run) => run % Parts == Part - 1;

    static int? Read(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
