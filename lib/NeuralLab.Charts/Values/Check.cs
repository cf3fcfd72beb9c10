using System.Runtime.CompilerServices;

namespace NeuralLab.Charts;

/// <summary>What every builder checks of its arguments.</summary>
static class Check
{
    /// <summary>The text, which must say something.</summary>
    public static string Text(string text, string whatFor, [CallerArgumentExpression(nameof(text))] string? argument = null) =>
        string.IsNullOrWhiteSpace(text) ? throw new ArgumentException($"Expected {whatFor}, got an empty text.", argument) : text;

    /// <summary>The list, which must have an element.</summary>
    public static IReadOnlyList<T> Some<T>(IReadOnlyList<T> list, string whatFor, [CallerArgumentExpression(nameof(list))] string? argument = null)
    {
        ArgumentNullException.ThrowIfNull(list, argument);
        return list.Count > 0 ? list : throw new ArgumentException($"Expected at least one {whatFor}, got none.", argument);
    }

    /// <summary>Demands a list of two or more.</summary>
    public static void Several<T>(IReadOnlyList<T> list, string ofWhat, [CallerArgumentExpression(nameof(list))] string? argument = null)
    {
        ArgumentNullException.ThrowIfNull(list, argument);
        if (list.Count < 2)
            throw new ArgumentException($"Expected at least two {ofWhat}, got {list.Count}.", argument);
    }

    /// <summary>Demands that two lists have one length.</summary>
    public static void SameCount(int expected, int got, string expectation, string argument)
    {
        if (expected != got)
            throw new ArgumentException($"Expected {expectation} ({expected}), got {got}.", argument);
    }
}
