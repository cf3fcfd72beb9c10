namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>Results side by side: a box per group (median, quartiles), with every single result beside it.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="samples">At least one; those of one <see cref="Sample.Series"/> have one colour.</param>
    /// <param name="x">What differs between the groups.</param>
    /// <param name="y">What was measured, with its unit.</param>
    public static Figure BoxByGroup(string title, IReadOnlyList<Sample> samples, Axis x, Axis y) =>
        Grouped(title, samples, x, y, (name, color, groups, values) => new
        {
            type = "box",
            name,
            x = groups,
            y = values,
            boxpoints = "all",
            jitter = 0.4,
            pointpos = 0,
            line = new { color, width = 2 },
            fillcolor = Look.Fade(color, 0.2),
            marker = new { color, size = 5, opacity = 0.7 },
        }, "boxmode");
}
