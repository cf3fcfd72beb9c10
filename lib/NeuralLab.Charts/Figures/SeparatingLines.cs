namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>
    /// Points of two classes in a plane, and the lines along which neurons cut it: where w1 x + w2 y + b = 0. A plane of inputs, or the
    /// plane of two hidden neurons.
    /// </summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="points">The points with their names; those at one place are named together.</param>
    /// <param name="lines">The lines; may be none.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="x">The horizontal axis; its <see cref="Axis.Range"/> bounds the plane.</param>
    /// <param name="y">The vertical axis; its <see cref="Axis.Range"/> bounds the plane.</param>
    /// <exception cref="ArgumentException">There is no point, a class has no name, or an axis has no range.</exception>
    public static Figure SeparatingLines(
        string title, IReadOnlyList<NamedPoint> points, IReadOnlyList<SeparatingLine> lines, IReadOnlyList<string> classes, Axis x, Axis y)
    {
        Check.Some(points, "point");
        ArgumentNullException.ThrowIfNull(lines);
        Check.Some(classes, "name of a class");
        if (points.FirstOrDefault(point => point.Class < 0 || point.Class >= classes.Count) is { } strange)
            throw new ArgumentException($"Expected a class from 0 to {classes.Count - 1}, got {strange.Class} at {strange.Name}.", nameof(points));
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Range is not { } across || y.Range is not { } up)
            throw new ArgumentException($"Expected axes with ranges: new Axis(\"{x.Title}\") {{ Range = (0, 1) }}.", nameof(x));

        var figure = new FigureBuilder(title, x, y);
        for (var index = 0; index < lines.Count; index++)
            figure.Add(Traces.Line(lines[index].Within(across, up), Look.Color(index + 2), width: 2.5, dash: index == 1 ? "dash" : null));
        for (var group = 0; group < classes.Count; group++)
        {
            // Points that fall together would write their names over each other.
            var places = points.Where(point => point.Class == group).GroupBy(point => (Math.Round(point.X, 1), Math.Round(point.Y, 1))).ToArray();
            figure.Add(new
            {
                type = "scatter",
                mode = "markers+text",
                name = classes[group],
                x = places.Select(place => place.Average(point => point.X)),
                y = places.Select(place => place.Average(point => point.Y)),
                text = places.Select(place => string.Join(" and ", place.Select(point => point.Name))),
                textposition = places.Select(place => place.Average(point => point.X) > (across.Minimum + across.Maximum) / 2 ? "bottom left" : "top right"),
                textfont = new { size = 13, color = Look.Neutral },
                marker = new { color = Look.Color(group), symbol = Look.Symbol(group), size = 15 },
                showlegend = true,
            });
        }
        return figure
            .Layout(new
            {
                showlegend = true, height = 480, xaxis = new { constrain = "domain", zeroline = false },
                yaxis = new { scaleanchor = "x", constrain = "domain", zeroline = false }
            })
            .Proportions(1, around: 60)
            .Build($"Points: {string.Join(", ", points.Select(point => FormattableString.Invariant($"{point.Name} at {point.X:F2}, {point.Y:F2} ({classes[point.Class]})")))}. Lines: {(lines.Count > 0 ? string.Join(", ", lines.Select(line => line.Name)) : "none")}");
    }
}
