namespace NeuralLab.Charts;

/// <summary>One setting of a slider: the curves that it gives and what is said of them.</summary>
/// <param name="Label">The setting, such as <c>"5"</c>.</param>
/// <param name="Curves">The curves at this setting: as many as at every other, in the same order.</param>
/// <param name="Note">A line shown in the figure, such as <c>"MSE = 4.66"</c>; empty by default.</param>
public sealed record SliderStep(string Label, IReadOnlyList<Series> Curves, string Note = "")
{
    /// <summary>A setting that gives one curve.</summary>
    /// <param name="label">The setting.</param>
    /// <param name="curve">The curve at this setting.</param>
    /// <param name="note">A line shown in the figure.</param>
    public SliderStep(string label, Series curve, string note = "")
        : this(label, [curve], note)
    {
    }
}
