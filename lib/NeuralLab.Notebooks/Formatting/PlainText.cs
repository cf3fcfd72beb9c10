using System.Collections;
using System.Globalization;

namespace NeuralLab.Notebooks.Formatting;

/// <summary>Values as text: the same in every country.</summary>
static class PlainText
{
    /// <summary>Sequences show this many elements; then the text says that there are more.</summary>
    public const int MaximumElements = 100;

    /// <summary>Numbers, texts, dates and the like: what fits into a cell of a table.</summary>
    public static bool IsScalar(object? value) =>
        value is null or string or bool or Type or IFormattable || value.GetType() is { IsPrimitive: true } or { IsEnum: true }
        || (value.GetType().FullName ?? "").StartsWith("System.ValueTuple`", StringComparison.Ordinal);

    /// <summary>A scalar as it is, a sequence as <c>[ 1, 2, 3 ]</c>, anything else as its own <c>ToString</c>.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => text,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable sequence when !HasOwnText(value) => Of(sequence),
        _ => value.ToString() ?? "",
    };

    /// <summary>True where the value's type says how it reads, instead of only giving its name.</summary>
    public static bool HasOwnText(object value) =>
        value.GetType().GetMethod(nameof(ToString), [])!.DeclaringType is { } declaring && declaring != typeof(object) && declaring != typeof(ValueType);

    static string Of(IEnumerable sequence)
    {
        var elements = new List<string>();
        foreach (var element in sequence)
        {
            if (elements.Count == MaximumElements)
            {
                elements.Add(sequence is ICollection { Count: var count } ? $"... ({count - MaximumElements} more)" : "... (more)");
                break;
            }
            elements.Add(Of(element));
        }
        return elements.Count == 0 ? "[ ]" : $"[ {string.Join(", ", elements)} ]";
    }
}
