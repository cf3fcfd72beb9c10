namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>Points in the plane, one colour and symbol per group: the data before any network sees them.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="groups">At least one group of points. Of more than 1,000 points an even sample is drawn, and the legend says so.</param>
    /// <param name="x">The horizontal axis with its unit.</param>
    /// <param name="y">The vertical axis with its unit.</param>
    /// <param name="equalScales">True where both axes measure the same, so that squares and circles keep their shape; false by default.</param>
    /// <exception cref="ArgumentException">The title is empty or there is no group.</exception>
    public static Figure Scatter(string title, IReadOnlyList<Series> groups, Axis x, Axis y, bool equalScales = false)
    {
        Check.Some(groups, "group of points");
        var figure = new FigureBuilder(title, x, y);
        for (var index = 0; index < groups.Count; index++)
            figure.Add(Traces.Points(groups[index], Look.Color(index), Look.Symbol(index)));
        if (equalScales)
            figure.Layout(new { height = 480, xaxis = new { constrain = "domain" }, yaxis = new { scaleanchor = "x", constrain = "domain" } }).Proportions(1, around: 50);
        return figure.Build($"Points: {Traces.Names(groups)}");
    }
}
