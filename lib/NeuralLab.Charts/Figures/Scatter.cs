namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>Points in the plane, one colour and symbol per group: the data before any network sees them.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="groups">At least one group of points. Of more than 1,000 points an even sample is drawn, and the legend says so.</param>
    /// <param name="x">The horizontal axis with its unit.</param>
    /// <param name="y">The vertical axis with its unit.</param>
    /// <exception cref="ArgumentException">The title is empty or there is no group.</exception>
    public static Figure Scatter(string title, IReadOnlyList<Series> groups, Axis x, Axis y)
    {
        Check.Some(groups, "group of points");
        var figure = new FigureBuilder(title, x, y);
        for (var index = 0; index < groups.Count; index++)
            figure.Add(Traces.Points(groups[index], Look.Color(index), Look.Symbol(index)));
        return figure.Build($"Points: {Traces.Names(groups)}");
    }
}
