namespace NeuralLab.Charts;

/// <summary>Traces that several figures draw.</summary>
static class Traces
{
    /// <summary>More points on a curve are not seen.</summary>
    public const int CurvePoints = 400;

    /// <summary>More points in a cloud hide each other.</summary>
    public const int CloudPoints = 1000;

    /// <summary>A curve through the points in their order.</summary>
    public static object Line(Series series, string color, double width = 2.5, string? dash = null, bool legend = true)
    {
        var drawn = series.Thinned(CurvePoints);
        return new
        {
            type = "scatter",
            mode = "lines",
            name = series.Name,
            x = drawn.X.ToArray(),
            y = drawn.Y.ToArray(),
            line = new { color, width, dash },
            showlegend = legend,
        };
    }

    /// <summary>A bar at each position.</summary>
    public static object Bars(Series series, string color) => new
    {
        type = "bar",
        name = series.Name,
        x = series.X.ToArray(),
        y = series.Y.ToArray(),
        marker = new { color },
        showlegend = true,
    };

    /// <summary>Single points: a handful is drawn large, and of a large cloud an even sample, of which the legend says so.</summary>
    public static object Points(Series series, string color, string symbol = "circle", double size = 6, double opacity = 0.9)
    {
        var drawn = series.Thinned(CloudPoints);
        var isHandful = IsHandful(series);
        if (isHandful) (size, opacity) = (10, 1);
        return new
        {
            type = "scatter",
            mode = "markers",
            name = drawn.X.Count == series.X.Count ? series.Name : FormattableString.Invariant($"{series.Name} ({drawn.X.Count:N0} of {series.X.Count:N0})"),
            x = drawn.X.ToArray(),
            y = drawn.Y.ToArray(),
            // The rim sets them off from the curves that they lie on.
            marker = new { color, symbol, size, opacity, line = new { color = "#FFFFFF", width = isHandful ? 1.5 : 0 } },
            showlegend = true,
        };
    }

    /// <summary>True where each point counts, and would be lost among curves.</summary>
    public static bool IsHandful(Series series) => series.X.Count <= 20;

    /// <summary>The area between two curves over the same X.</summary>
    public static object Band(string name, double[] x, double[] lower, double[] upper, string color) => new
    {
        type = "scatter",
        mode = "lines",
        name,
        x = x.Concat(x.Reverse()),
        y = upper.Concat(lower.Reverse()),
        fill = "toself",
        fillcolor = Look.Fade(color, 0.18),
        line = new { width = 0, color },
        hoverinfo = "skip",
        showlegend = false,
    };

    /// <summary>A horizontal line across the figure with its name, such as a target. A part of the layout.</summary>
    public static object Level(double y, string name) => new
    {
        shapes = new[]
        {
            new
            {
                type = "line",
                xref = "paper",
                x0 = 0,
                x1 = 1,
                y0 = y,
                y1 = y,
                line = new { color = Look.Neutral, width = 1.5, dash = "dash" },
                label = new { text = name, textposition = "end", yanchor = "bottom", font = new { size = 11 } },
            },
        },
    };

    /// <summary>The names of series as a list in words.</summary>
    public static string Names(IEnumerable<Series> series) => string.Join(", ", series.Select(each => each.Name));
}
