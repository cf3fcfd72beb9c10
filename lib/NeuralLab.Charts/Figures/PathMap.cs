using static System.FormattableString;

namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>
    /// Two settings of a method and what becomes of its walk: above, a map of where it ends for each pair of settings; below, the path
    /// of the pair that a slider chooses.
    /// </summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="surface">The function that is minimised, positive; colours are of its logarithm.</param>
    /// <param name="row">What the rows of the map change.</param>
    /// <param name="rows">The settings of the rows.</param>
    /// <param name="column">What the columns of the map change.</param>
    /// <param name="columns">The settings of the columns.</param>
    /// <param name="path">From a row's and a column's setting to the positions, from the start.</param>
    /// <param name="x">The horizontal axis of the surface, with its <see cref="Axis.Range"/>.</param>
    /// <param name="y">The vertical axis of the surface, with its <see cref="Axis.Range"/>.</param>
    /// <param name="value">What the function measures; <c>"loss"</c> by default.</param>
    /// <exception cref="ArgumentException">There are no settings, or an axis has no range.</exception>
    public static Figure PathMap(
        string title, Func<double, double, double> surface, string row, IReadOnlyList<double> rows, string column, IReadOnlyList<double> columns,
        Func<double, double, Series> path, Axis x, Axis y, string value = "loss")
    {
        ArgumentNullException.ThrowIfNull(surface);
        ArgumentNullException.ThrowIfNull(path);
        Check.Some(rows, "row");
        Check.Some(columns, "column");
        var walks = (from r in rows from c in columns select new Walk(Invariant($"{r}"), Invariant($"{c}"), path(r, c))).ToArray();
        double End(Walk walk) => surface(walk.Path.X[^1], walk.Path.Y[^1]);
        // What ends higher than it began has one colour, however high.
        var highest = walks.Max(walk => surface(walk.Path.X[0], walk.Path.Y[0]));
        object Note(Walk walk) => new
        {
            text = End(walk) > highest
                ? $"{row} {walk.Row}, {column} {walk.Column}: ends higher than it began"
                : Invariant($"{row} {walk.Row}, {column} {walk.Column}: {value} {End(walk):G2} after {walk.Path.X.Count - 1} steps"),
            xref = "paper", yref = "paper", x = 0, y = 0.5, xanchor = "left", yanchor = "bottom", showarrow = false, font = new { size = 14 },
        };
        return new FigureBuilder(title, x, y)
            .Add(Contours(surface, x, y, value, height: (0, 0.5)))
            .Add(new
            {
                type = "heatmap",
                xaxis = "x2",
                yaxis = "y2",
                x = columns.Select(each => Invariant($"{each}")),
                y = rows.Select(each => Invariant($"{each}")),
                z = walks.Select(walk => Math.Log10(Math.Min(End(walk), highest))).Chunk(columns.Count),
                colorscale = Look.Sequential,
                reversescale = true,
                xgap = 2,
                ygap = 2,
                colorbar = Heatmap.Colorbar($"log₁₀ {value} at the end", height: (0.56, 0.98)),
                hovertemplate = $"{row} %{{y}}, {column} %{{x}}: %{{z:.2f}}<extra></extra>",
            })
            .Add(Starts([.. walks.Select(walk => walk.Path)]))
            .Add(Way(walks[0]))
            .Add(Chosen(walks[0]))
            .Animate(new Animation("", [3, 4], [.. walks.Select(walk => new AnimationStep(
                $"{row} {walk.Row}, {column} {walk.Column}", [Way(walk), Chosen(walk)], new { annotations = new[] { Note(walk) } }))]) { Plays = false })
            .Layout(new
            {
                height = 800,
                showlegend = false,
                annotations = new[] { Note(walks[0]) },
                yaxis = new { domain = new[] { 0, 0.48 } },
                xaxis2 = new { type = "category", title = new { text = column, standoff = 4 }, side = "top", anchor = "y2", showgrid = false },
                yaxis2 = new { type = "category", title = new { text = row }, domain = (double[])[0.58, 0.94], anchor = "x2", showgrid = false },
            })
            .Build(Invariant($"{value} after the last step for {rows.Count} x {columns.Count} settings of {row} and {column}, and the path of each"));
    }

    static object Way(Walk walk) => new
    {
        type = "scatter",
        mode = "lines+markers",
        x = walk.Path.X,
        y = walk.Path.Y,
        line = new { color = Look.Color(1), width = 2 },
        marker = new { size = Enumerable.Range(1, walk.Path.X.Count).Select(step => step == walk.Path.X.Count ? 11 : 4), line = new { width = 0 } },
    };

    static object Chosen(Walk walk) => new
    {
        type = "scatter",
        mode = "markers",
        xaxis = "x2",
        yaxis = "y2",
        x = new[] { walk.Column },
        y = new[] { walk.Row },
        marker = new { symbol = "circle-open", size = 20, color = Look.Color(1), line = new { width = 4 } },
        hoverinfo = "skip",
    };

    sealed record Walk(string Row, string Column, Series Path);
}
