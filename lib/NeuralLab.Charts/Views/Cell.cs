using System.Globalization;

namespace NeuralLab.Charts;

/// <summary>One cell of a table. Texts and numbers convert to it by themselves; numbers are aligned to the right.</summary>
/// <param name="Text">What stands in the cell.</param>
/// <param name="IsNumber">True to align to the right.</param>
/// <param name="IsHighlighted">True for what the reader should see first, such as the best result of a column.</param>
public readonly record struct Cell(string Text, bool IsNumber = false, bool IsHighlighted = false)
{
    /// <summary>The same cell, highlighted if the condition holds.</summary>
    /// <param name="condition">True (the default) to highlight.</param>
    public Cell Highlight(bool condition = true) => this with { IsHighlighted = condition };

    /// <summary>A number with four significant digits, or another format.</summary>
    /// <param name="number">Any number.</param>
    /// <param name="format">A format of .NET; <c>"G4"</c> by default.</param>
    public static Cell Number(double number, string format = "G4") => new(number.ToString(format, CultureInfo.InvariantCulture), IsNumber: true);

    /// <summary>
    /// Results of several seeds as <c>mean ± standard deviation</c> (of the sample):
    /// the deviation with two digits, the mean with as many decimals.
    /// </summary>
    /// <param name="values">One number per seed, at least one. A single number has no deviation and shows none.</param>
    /// <exception cref="ArgumentException">There is no number.</exception>
    public static Cell MeanAndDeviation(IReadOnlyList<double> values)
    {
        var (_, mean, deviation, _) = SeedStatistics.Of(0, Check.Some(values, "number"));
        if (values.Count == 1 || !double.IsFinite(deviation))
            return Number(mean);
        var format = Math.Abs(mean) is < 1e-4 or >= 1e6 || deviation == 0 ? "G3" : $"F{Math.Clamp(1 - (int)Math.Floor(Math.Log10(deviation)), 0, 6)}";
        return new($"{mean.ToString(format, CultureInfo.InvariantCulture)} ± {deviation.ToString(format, CultureInfo.InvariantCulture)}", IsNumber: true);
    }

    /// <summary>A text.</summary>
    /// <param name="text">Null is an empty cell.</param>
    public static implicit operator Cell(string? text) => new(text ?? "");

    /// <summary>A number with four significant digits.</summary>
    /// <param name="number">Any number.</param>
    public static implicit operator Cell(double number) => Number(number);

    /// <summary>A whole number.</summary>
    /// <param name="number">Any number.</param>
    public static implicit operator Cell(int number) => new(number.ToString(CultureInfo.InvariantCulture), IsNumber: true);
}
