namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>
    /// How training went: the mean over seeds as a line and one standard deviation around it as a band, per method. On a
    /// logarithmic axis the band does not go below the smallest seed.
    /// </summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="runs">At least one method; at most 400 steps of each are drawn, evenly.</param>
    /// <param name="x">What passes: epochs, gradient evaluations, seconds.</param>
    /// <param name="y">What was measured, with its unit. A text makes a linear axis; <see cref="Axis.Log"/> a logarithmic one.</param>
    /// <param name="target">A level to be reached, drawn across; null (the default) for none.</param>
    /// <exception cref="ArgumentException">The title is empty or there is no run.</exception>
    public static Figure LossCurves(string title, IReadOnlyList<SeedCurves> runs, Axis x, Axis y, double? target = null)
    {
        Check.Some(runs, "run");
        var figure = new FigureBuilder(title, x, y);
        AddSeedCurves(figure, runs, y, markers: false);
        if (target is { } level)
            figure.Layout(Traces.Level(level, FormattableString.Invariant($"target {level:G4}")));
        return figure.Build(SeedSummary(runs));
    }

    static void AddSeedCurves(FigureBuilder figure, IReadOnlyList<SeedCurves> runs, Axis y, bool markers)
    {
        // Bands first, so that no band covers a line.
        var statistics = runs.Select(run => run.Statistics(Traces.CurvePoints)).ToArray();
        for (var index = 0; index < runs.Count; index++)
        {
            var known = statistics[index].Where(step => double.IsFinite(step.Mean)).ToArray();
            if (runs[index].Y.Count > 1 && known.Length > 0)
                figure.Add(Traces.Band(
                    runs[index].Name, [.. known.Select(step => step.X)], [.. known.Select(step => step.Lower(y.IsLog))],
                    [.. known.Select(step => Math.Min(step.Upper, y.Largest ?? double.PositiveInfinity))], Look.Color(index)));
        }
        for (var index = 0; index < runs.Count; index++)
        {
            figure.Add(new
            {
                type = "scatter",
                mode = markers ? "lines+markers" : "lines",
                name = runs[index].Name,
                x = statistics[index].Select(step => step.X),
                y = statistics[index].Select(step => step.Mean),
                line = new { color = Look.Color(index), width = 2.5 },
                marker = markers ? new { symbol = Look.Symbol(index), size = 7 } : null,
                showlegend = true,
            });
        }
    }

    static string SeedSummary(IReadOnlyList<SeedCurves> runs)
    {
        var seeds = runs.Max(run => run.Y.Count);
        return $"Curves: {string.Join(", ", runs.Select(run => run.Name))}{(seeds > 1 ? $"; mean of {seeds} seeds, band of one standard deviation" : "")}";
    }
}
