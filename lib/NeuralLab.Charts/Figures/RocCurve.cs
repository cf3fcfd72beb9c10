namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>
    /// What share of one class is found at the price of how many false alarms, as the threshold falls; the legend gives
    /// the area under each curve. The diagonal is guessing.
    /// </summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="curves">
    /// Per classifier the false positive rates (X) and true positive rates (Y), both from 0 to 1;
    /// <see cref="Series.Roc"/> takes them from the engine's curve.
    /// </param>
    /// <exception cref="ArgumentException">There is no curve, or a rate is outside 0 to 1.</exception>
    public static Figure RocCurve(string title, IReadOnlyList<Series> curves)
    {
        Check.Some(curves, "curve");
        foreach (var curve in curves)
        {
            if (curve.X.Concat(curve.Y).Any(rate => rate is not (>= 0 and <= 1)))
                throw new ArgumentException($"Expected rates from 0 to 1, got others in '{curve.Name}'.", nameof(curves));
        }
        var figure = new FigureBuilder(title, "false positive rate", "true positive rate")
            .Add(Traces.Line(new("guessing", [0, 1], [0, 1]), Look.Neutral, width: 1.5, dash: "dash"));
        var named = curves.Select(curve => curve with { Name = FormattableString.Invariant($"{curve.Name} (area {Area(curve):F3})") }).ToArray();
        for (var index = 0; index < named.Length; index++)
            figure.Add(Traces.Line(named[index], Look.Color(index)));
        return figure
            .Layout(new
            {
                height = 480,
                showlegend = true,
                xaxis = new { range = new[] { -0.02, 1.02 }, constrain = "domain" },
                yaxis = new { range = new[] { -0.02, 1.02 }, scaleanchor = "x", constrain = "domain" },
            })
            .Proportions(1, around: 50)
            .Build($"Curves: {Traces.Names(named)}");
    }

    static double Area(Series curve) =>
        Enumerable.Range(1, curve.X.Count - 1).Sum(index => (curve.X[index] - curve.X[index - 1]) * (curve.Y[index] + curve.Y[index - 1]) / 2);
}
