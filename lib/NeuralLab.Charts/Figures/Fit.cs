namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>Data and what networks make of them: points for the data, curves for the predictions.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="training">The points that were learned from.</param>
    /// <param name="curves">Predictions, each with its name; drawn from left to right whatever their order.</param>
    /// <param name="x">The horizontal axis with its unit.</param>
    /// <param name="y">The vertical axis with its unit.</param>
    /// <param name="test">The points kept for testing; null (the default) for none.</param>
    /// <exception cref="ArgumentException">The title is empty.</exception>
    public static Figure Fit(string title, Series training, IReadOnlyList<Series> curves, Axis x, Axis y, Series? test = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(curves);
        List<object> points = [Traces.Points(training, Look.Neutral, size: 5, opacity: 0.55)];
        if (test is not null)
            points.Add(Traces.Points(test, Look.Color(2), "diamond", size: 5, opacity: 0.7));
        // Where curves agree, the earlier ones are seen on both sides of the later ones.
        var lines = curves.Select((curve, index) => Traces.Line(curve.FromLeftToRight(), CurveColor(index), width: 2.5 + 2 * (curves.Count - 1 - index)));
        var figure = new FigureBuilder(title, x, y);
        // A handful of points would vanish under the curves; thousands would cover them.
        foreach (var trace in Traces.IsHandful(training) ? lines.Concat(points) : points.Concat(lines))
            figure.Add(trace);
        return figure.Layout(new { showlegend = true })
            .Build($"Points: {training.Name}{(test is null ? "" : $", {test.Name}")}. Curves: {(curves.Count > 0 ? Traces.Names(curves) : "none")}");
    }

    // The third colour is the test points'.
    static string CurveColor(int index) => Look.Color(index < 2 ? index : index + 1);
}
