namespace NeuralLab.Charts;

public static partial class Figures
{
    // A trace per series over named groups, in the order in which they came.
    static Figure Grouped(
        string title, IReadOnlyList<Sample> samples, Axis x, Axis y,
        Func<string, string, IEnumerable<string>, double[], object> trace, string mode)
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
        // Where each group has one colour only, there is nothing to stand beside it.
        if (series.Length > 1)
            figure.Layout(new Dictionary<string, string> { [mode] = samples.Count > groups.Length ? "group" : "overlay" });
        return figure
            .Layout(new { showlegend = series.Length > 1, xaxis = new { type = "category", categoryorder = "array", categoryarray = groups } })
            .Build($"Groups: {string.Join(", ", groups)}{(series.Length > 1 ? $". Colours: {string.Join(", ", series.Select(each => each.Key))}" : "")}");
    }
}
