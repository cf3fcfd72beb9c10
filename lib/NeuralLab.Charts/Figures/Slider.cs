namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>A slider over settings that were computed before: the curves and a note move with it, the data stay.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="setting">What the slider changes, with its unit: <c>"steepness k"</c>.</param>
    /// <param name="steps">The settings, at least two.</param>
    /// <param name="x">The horizontal axis with its unit.</param>
    /// <param name="y">The vertical axis with its unit.</param>
    /// <param name="points">Points that stay; null (the default) for none.</param>
    /// <param name="bars">True to draw bars instead of curves; false by default.</param>
    /// <exception cref="ArgumentException">There are fewer than two steps, or steps with different numbers of curves.</exception>
    public static Figure Slider(string title, string setting, IReadOnlyList<SliderStep> steps, Axis x, Axis y, Series? points = null, bool bars = false)
    {
        Check.Text(setting, "the name of the setting");
        ArgumentNullException.ThrowIfNull(steps);
        Check.Several(steps, "settings");
        foreach (var step in steps)
            Check.SameCount(steps[0].Curves.Count, step.Curves.Count, $"as many curves at '{step.Label}' as at '{steps[0].Label}'", nameof(steps));

        var figure = new FigureBuilder(title, x, y);
        if (points is not null)
            figure.Add(Traces.Points(points, Look.Neutral, size: 5, opacity: 0.55));
        var moving = Enumerable.Range(figure.Count, steps[0].Curves.Count).ToArray();
        foreach (var curve in Curves(steps[0], bars))
            figure.Add(curve);
        var drawn = steps.SelectMany(step => step.Curves.SelectMany(curve => curve.Y)).Concat(points?.Y ?? []).Where(double.IsFinite).ToArray();
        var space = Math.Max(0.06 * (drawn.Max() - drawn.Min()), 1e-9);
        return figure
            .Layout(new
            {
                showlegend = true,
                annotations = new[] { Note(steps[0]) },
                xaxis = bars ? new { dtick = 1 } : null,
                yaxis = y.Range is null && !y.IsLog ? new { range = new[] { drawn.Min() - space, drawn.Max() + 2 * space } } : null,
            })
            .Animate(new Animation($"{setting} = ", moving,
            [
                .. steps.Select(step => new AnimationStep(step.Label, [.. Curves(step, bars)], new { annotations = new[] { Note(step) } }))
            ]) { Plays = false })
            .Build($"{steps.Count} settings of {setting} from {steps[0].Label} to {steps[^1].Label}. Curves: {Traces.Names(steps[0].Curves)}");
    }

    static IEnumerable<object> Curves(SliderStep step, bool bars) =>
        step.Curves.Select((curve, index) => bars ? Traces.Bars(curve, CurveColor(index)) : Traces.Line(curve, CurveColor(index)));

    static object Note(SliderStep step) => new
    {
        text = step.Note,
        xref = "paper",
        yref = "paper",
        x = 0.02,
        y = 0.98,
        xanchor = "left",
        yanchor = "top",
        showarrow = false,
        font = new { size = 14 },
    };
}
