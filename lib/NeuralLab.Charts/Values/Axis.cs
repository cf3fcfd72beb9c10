namespace NeuralLab.Charts;

/// <summary>How an axis is named and divided. A text converts to a linear axis of that name.</summary>
/// <param name="Title">What is measured, with its unit: <c>"epoch"</c>, <c>"training time (s)"</c>. Never empty.</param>
public sealed record Axis(string Title)
{
    /// <summary>What is measured, with its unit.</summary>
    public string Title { get; } = Check.Text(Title, "the name of an axis with its unit");

    /// <summary>True for a logarithmic axis; default false.</summary>
    public bool IsLog { get; init; }

    /// <summary>The smallest and largest number shown; null (the default) for the range of the data.</summary>
    public (double Minimum, double Maximum)? Range { get; init; }

    /// <summary>The largest number that there can be, such as 1 for F1: bands of deviations end there. Null (the default) for none.</summary>
    public double? Largest { get; init; }

    /// <summary>A logarithmic axis.</summary>
    /// <param name="title">What is measured, with its unit.</param>
    public static Axis Log(string title) => new(title) { IsLog = true };

    /// <summary>A linear axis.</summary>
    /// <param name="title">What is measured, with its unit.</param>
    public static implicit operator Axis(string title) => new(title);

    /// <summary>The axis in plain text.</summary>
    internal string Description => IsLog ? $"{Title} (logarithmic)" : Title;

    /// <summary>The axis in Plotly's schema.</summary>
    /// <param name="mostTicks">A limit; null for as many as there is room for.</param>
    internal object ToLayout(int? mostTicks = null) => new
    {
        title = new { text = Title, standoff = 8 },
        automargin = true,
        nticks = mostTicks,
        type = IsLog ? "log" : null,
        range = Range is not var (low, high) ? null : IsLog ? [Math.Log10(low), Math.Log10(high)] : new[] { low, high },
    };
}
