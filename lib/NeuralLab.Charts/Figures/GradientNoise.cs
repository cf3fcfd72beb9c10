namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>How much gradients scatter, by batch size: the outline is as wide as values are frequent, with a box inside.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="samples">One per batch size, such as <c>new("8", gradients)</c>.</param>
    /// <param name="y">What was measured, with its unit.</param>
    /// <param name="x">What differs; <c>"batch size"</c> by default.</param>
    public static Figure GradientNoise(string title, IReadOnlyList<Sample> samples, Axis y, string x = "batch size") =>
        Grouped(title, samples, x, y, (name, color, groups, values) => new
        {
            type = "violin",
            name,
            x = groups,
            y = values,
            box = new { visible = true, width = 0.25 },
            meanline = new { visible = true },
            points = false,
            spanmode = "hard",
            line = new { color, width = 2 },
            fillcolor = Look.Fade(color, 0.25),
        }, "violinmode");
}
