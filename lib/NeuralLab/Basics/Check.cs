using System.Globalization;
using System.Runtime.CompilerServices;

namespace NeuralLab;

/// <summary>Validation at the border: each check returns its value, or throws an error that names the argument, what was expected and what came.</summary>
static class Check
{
    internal static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "", [CallerMemberName] string member = "") =>
        Require(value, double.IsFinite(value) && value > 0, "a finite number > 0", name, member);

    internal static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "", [CallerMemberName] string member = "") =>
        Require(value, double.IsFinite(value) && value >= 0, "a finite number >= 0", name, member);

    internal static double Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "", [CallerMemberName] string member = "") =>
        Require(value, double.IsFinite(value), "a finite number", name, member);

    /// <summary>A fraction in [0, 1): momentum, decay rates, dropout.</summary>
    internal static double Fraction(double value, [CallerArgumentExpression(nameof(value))] string name = "", [CallerMemberName] string member = "") =>
        Require(value, value is >= 0 and < 1, "a number in [0, 1)", name, member);

    internal static int AtLeast(int minimum, int value, [CallerArgumentExpression(nameof(value))] string name = "", [CallerMemberName] string member = "") =>
        Require(value, value >= minimum, $"a whole number >= {minimum}", name, member);

    internal static TimeSpan Positive(TimeSpan value, [CallerMemberName] string member = "") =>
        Require(value, value > TimeSpan.Zero, "longer than no time", nameof(value), member);

    /// <summary>A setting that must not be null.</summary>
    internal static TValue Given<TValue>(TValue? value, [CallerMemberName] string member = "")
        where TValue : class => value ?? throw new ArgumentNullException(member);

    /// <summary>A list that must not be null, nor hold null.</summary>
    internal static IReadOnlyList<TValue> EachGiven<TValue>(IReadOnlyList<TValue>? value, [CallerMemberName] string member = "")
        where TValue : class
    {
        if (Given(value, member).Contains(null)) throw new ArgumentException($"{member} must not hold null.", member);
        return value!;
    }

    static TValue Require<TValue>(TValue value, bool valid, string expected, string name, string member)
        where TValue : IFormattable
    {
        // In an init accessor the argument is called "value"; the member is then the setting's name.
        var argument = name == "value" ? member : name;
        if (valid) return value;
        throw new ArgumentOutOfRangeException(
            argument, $"{argument} must be {expected}, but is {value.ToString(null, CultureInfo.InvariantCulture)}.");
    }
}
