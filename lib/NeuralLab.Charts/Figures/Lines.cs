namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>Curves, one colour each.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="curves">At least one curve, drawn through its points in their order, at most 400 of them.</param>
    /// <param name="x">The horizontal axis with its unit.</param>
    /// <param name="y">The vertical axis with its unit.</param>
    /// <param name="nested">True to draw the earlier curves wider, where later ones would hide them; false by default.</param>
    /// <exception cref="ArgumentException">The title is empty or there is no curve.</exception>
    public static Figure Lines(string title, IReadOnlyList<Series> curves, Axis x, Axis y, bool nested = false)
    {
        Check.Some(curves, "curve");
        var figure = new FigureBuilder(title, x, y);
        for (var index = 0; index < curves.Count; index++)
            figure.Add(Traces.Line(curves[index], Look.Color(index), nested ? 2 + 1.5 * (curves.Count - 1 - index) : 2.5));
        return figure.Layout(new { showlegend = true }).Build($"Curves: {Traces.Names(curves)}");
    }
}
