using System.Globalization;
using System.Text.Json.Nodes;

namespace NeuralLab;

/// <summary>The settings of one run of a sweep: names with numbers or texts, in the order in which they were given.</summary>
public sealed class HyperParameters : IEquatable<HyperParameters>
{
    readonly KeyValuePair<string, object>[] values;
    readonly string text;

    /// <summary>Settings by name.</summary>
    /// <param name="values">Names, each once, with a finite number or a text.</param>
    /// <exception cref="ArgumentException">A name is empty or comes twice, or a value is neither a finite number nor a text.</exception>
    public HyperParameters(params IEnumerable<KeyValuePair<string, object>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        this.values = [.. values.Select(pair => KeyValuePair.Create(pair.Key, Checked(pair.Key, pair.Value)))];
        if (this.values.GroupBy(pair => pair.Key).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"The setting '{twice.Key}' is given twice.", nameof(values));
        text = string.Join(", ", this.values.Select(pair => $"{pair.Key}={Convert.ToString(pair.Value, CultureInfo.InvariantCulture)}"));
    }

    /// <summary>All settings: each a <see cref="double"/> or a <see cref="string"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> All => values;

    /// <summary>A setting that is a number.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is no such setting, or it is a text.</exception>
    public double Number(string name) => Find(name) as double?
        ?? throw new ArgumentException($"The setting '{name}' must be a number, but is '{Find(name)}'.", nameof(name));

    /// <summary>A setting that is a whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is no such setting, or it is not a whole number.</exception>
    public int Whole(string name) => Number(name) is var number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue
        ? (int)number
        : throw new ArgumentException(FormattableString.Invariant($"The setting '{name}' must be a whole number, but is {number}."), nameof(name));

    /// <summary>A setting that is a text.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is no such setting, or it is a number.</exception>
    public string Text(string name) => Find(name) as string
        ?? throw new ArgumentException(FormattableString.Invariant($"The setting '{name}' must be a text, but is {Find(name)}."), nameof(name));

    /// <summary>True if there is a setting of that name.</summary>
    /// <param name="name">Its name.</param>
    public bool Has(string name) => values.Any(pair => pair.Key == name);

    /// <summary>Two are equal if names and values are, in the same order.</summary>
    /// <param name="other">Other settings.</param>
    public bool Equals(HyperParameters? other) => other is not null && values.SequenceEqual(other.values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HyperParameters);

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    /// <summary>In words: <c>activation=tanh, width=20</c>.</summary>
    public override string ToString() => text;

    /// <summary>An object with a member for each setting.</summary>
    internal JsonObject ToJson() => new(values.Select(pair =>
        KeyValuePair.Create(pair.Key, (JsonNode?)(pair.Value is string text ? JsonValue.Create(text) : JsonValue.Create((double)pair.Value)))));

    object Find(string name) => values.FirstOrDefault(pair => pair.Key == name).Value
        ?? throw new ArgumentException($"There is no setting '{name}'; there are: {string.Join(", ", values.Select(pair => pair.Key))}.", nameof(name));

    static object Checked(string name, object value)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new ArgumentException("A setting needs a name.", nameof(values));
        return value switch
        {
            string words => words,
            int whole => (double)whole,
            double number when double.IsFinite(number) => number,
            _ => throw new ArgumentException(FormattableString.Invariant($"The setting '{name}' must be a finite number or a text, but is {value ?? "null"}."), nameof(values)),
        };
    }
}
