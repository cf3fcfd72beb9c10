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

    static Figure Grouped(string title, IReadOnlyList<Sample> samples, Axis x, Axis y, Func<string, string, IEnumerable<string>, double[], object> trace, string mode)
    {
        Check.Some(samples, "sample");
        var series = samples.GroupBy(sample => sample.Series).ToArray();
        var groups = samples.Select(sample => sample.Group).Distinct().ToArray();
        var figure = new FigureBuilder(title, x, y);
        for (var index = 0; index < series.Length; index++)
        {
            figure.Add(trace(
                series[index].Key.Length > 0 ? series[index].Key : y.Title,
                Look.Color(index),
                series[index].SelectMany(sample => Enumerable.Repeat(sample.Group, sample.Values.Count)),
                [.. series[index].SelectMany(sample => sample.Values)]));
        }
        if (series.Length > 1)
            figure.Layout(new Dictionary<string, string> { [mode] = "group" });
        return figure
            .Layout(new { showlegend = series.Length > 1, xaxis = new { type = "category", categoryorder = "array", categoryarray = groups } })
            .Build($"Groups: {string.Join(", ", groups)}{(series.Length > 1 ? $". Colours: {string.Join(", ", series.Select(each => each.Key))}" : "")}");
    }
}
