namespace NeuralLab.Charts;

public static partial class Figures
{
    const int SurfaceResolution = 60;
    const int PathMoments = 40;

    /// <summary>
    /// How methods walk over a surface: contour lines of a function of two variables, and each method's path growing with
    /// a slider and a play button.
    /// </summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="surface">The function that is minimised. Colours are of its logarithm where it is positive everywhere.</param>
    /// <param name="paths">At least one method's positions, from the start, of any length. Shorter paths wait at their end.</param>
    /// <param name="x">The horizontal axis; its <see cref="Axis.Range"/> bounds the surface.</param>
    /// <param name="y">The vertical axis; its <see cref="Axis.Range"/> bounds the surface.</param>
    /// <param name="value">What the function measures; <c>"loss"</c> by default.</param>
    /// <exception cref="ArgumentException">There is no path, or an axis has no range.</exception>
    public static Figure SurfacePaths(string title, Func<double, double, double> surface, IReadOnlyList<Series> paths, Axis x, Axis y, string value = "loss")
    {
        Check.Some(paths, "path");
        var longest = paths.Max(path => path.X.Count);
        var moments = Enumerable.Range(1, Math.Min(PathMoments, longest))
            .Select(moment => (int)Math.Ceiling(moment * (double)longest / Math.Min(PathMoments, longest)))
            .ToArray();

        var figure = new FigureBuilder(title, x, y).Add(Contours(surface, x, y, value));
        // The whole path is what a still picture shows; the animation starts again from its beginning.
        for (var index = 0; index < paths.Count; index++)
            figure.Add(Path(paths[index], index, paths.Count, longest));
        return figure
            .Add(Starts(paths))
            .Animate(new Animation("step ", [.. Enumerable.Range(1, paths.Count)], [.. moments.Select(moment => new AnimationStep(
                FormattableString.Invariant($"{moment - 1}"), [.. paths.Select((path, index) => Path(path, index, paths.Count, moment))]))]) { StartsAtEnd = true })
            .Layout(new { height = 560, showlegend = true })
            .Build($"Contours of a function and the paths of {Traces.Names(paths)}, {longest} positions");
    }

    static object Contours(Func<double, double, double> surface, Axis x, Axis y, string value, (double From, double To)? height = null)
    {
        ArgumentNullException.ThrowIfNull(surface);
        var (xs, ys) = (Positions(x, nameof(x)), Positions(y, nameof(y)));
        var heights = ys.Select(b => xs.Select(a => surface(a, b)).ToArray()).ToArray();
        var logarithmic = heights.All(row => row.All(height => height > 0));
        return new
        {
            type = "contour",
            x = xs,
            y = ys,
            z = logarithmic ? heights.Select(row => row.Select(Math.Log10)) : heights.Select(row => row.AsEnumerable()),
            // Pale, so that the paths stand out in the colours that they have everywhere.
            colorscale = Look.PaleSequential,
            ncontours = 18,
            line = new { width = 0.8, color = Look.Neutral },
            colorbar = Heatmap.Colorbar(logarithmic ? $"log₁₀ {value}" : value, height: height),
            hovertemplate = "%{x:.3g}, %{y:.3g}<extra></extra>",
        };
    }

    static object Starts(IReadOnlyList<Series> paths)
    {
        (double X, double Y)[] starts = [.. paths.Select(path => (path.X[0], path.Y[0])).Distinct()];
        return new
        {
            type = "scatter",
            mode = "markers",
            name = "start",
            x = starts.Select(start => start.X),
            y = starts.Select(start => start.Y),
            marker = new { symbol = "circle-open", size = 15, color = Look.Ink, line = new { width = 2.5 } },
            showlegend = true,
        };
    }

    // Where paths run together, the earlier ones are seen on both sides of the later ones.
    static object Path(Series path, int index, int count, int length)
    {
        var steps = Math.Min(length, path.X.Count);
        return new
        {
            type = "scatter",
            mode = "lines+markers",
            name = path.Name,
            x = path.X.Take(steps),
            y = path.Y.Take(steps),
            line = new { color = Look.Color(index), width = 2 + 2 * (count - 1 - index) },
            marker = new { size = Enumerable.Range(1, steps).Select(step => step == steps ? 11 : 3), symbol = Look.Symbol(index), line = new { width = 0 } },
        };
    }

    static double[] Positions(Axis axis, string argument)
    {
        ArgumentNullException.ThrowIfNull(axis, argument);
        var (low, high) = axis.Range ?? throw new ArgumentException($"Expected an axis with a range, got '{axis.Title}' without one: new Axis(\"{axis.Title}\") {{ Range = (-2, 2) }}.", argument);
        return [.. Enumerable.Range(0, SurfaceResolution).Select(index => low + (high - low) * index / (SurfaceResolution - 1))];
    }
}
