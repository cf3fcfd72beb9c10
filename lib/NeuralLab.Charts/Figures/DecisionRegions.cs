using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>The class that a network gives to every point of a square, as coloured regions under the data.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="map">The grid of points.</param>
    /// <param name="outputs">
    /// What the network gave for <see cref="RegionMap.Inputs"/>, outputs x samples:
    /// the largest output is the class; a single output is class 1 from 0.5 on.
    /// </param>
    /// <param name="points">The data, one series per class, in the order of the classes; may be empty.</param>
    /// <param name="x">The horizontal axis with its unit.</param>
    /// <param name="y">The vertical axis with its unit.</param>
    /// <exception cref="ArgumentException">The outputs are not one column per point of the map.</exception>
    public static Figure DecisionRegions(string title, RegionMap map, Matrix<double> outputs, IReadOnlyList<Series> points, Axis x, Axis y)
    {
        ArgumentNullException.ThrowIfNull(map);
        var classes = map.Classes(outputs);
        return Regions(title, map, classes, ClassCount(outputs, points), points, x, y).Build($"Regions of {ClassCount(outputs, points)} classes{Data(points)}");
    }

    /// <summary>How the regions form while a network learns: a slider over time and a play button.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="map">The grid of points; 60 points per side keep the page light.</param>
    /// <param name="moments">At least two moments: a label such as the epoch, and the outputs then, as in the still figure.</param>
    /// <param name="points">The data, one series per class, in the order of the classes; may be empty.</param>
    /// <param name="x">The horizontal axis with its unit.</param>
    /// <param name="y">The vertical axis with its unit.</param>
    /// <param name="time">What passes; <c>"epoch"</c> by default.</param>
    /// <exception cref="ArgumentException">There are fewer than two moments, or outputs are not one column per point of the map.</exception>
    public static Figure DecisionRegions(
        string title, RegionMap map, IReadOnlyList<(string Label, Matrix<double> Outputs)> moments, IReadOnlyList<Series> points,
        Axis x, Axis y, string time = "epoch")
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(moments);
        Check.Several(moments, "moments");
        var classCount = ClassCount(moments[0].Outputs, points);
        var steps = moments.Select(moment => new AnimationStep(moment.Label, [new { z = map.Classes(moment.Outputs) }])).ToArray();
        // What was learned is what a still picture shows; the animation starts again from its beginning.
        return Regions(title, map, map.Classes(moments[^1].Outputs), classCount, points, x, y)
            .Animate(new Animation($"{time} ", [0], steps) { StartsAtEnd = true })
            .Layout(new { height = 640 }).Proportions(1, around: 190)
            .Build($"Regions of {classCount} classes at {moments.Count} moments from {time} {moments[0].Label} to {moments[^1].Label}{Data(points)}");
    }

    static FigureBuilder Regions(string title, RegionMap map, int[][] classes, int classCount, IReadOnlyList<Series> points, Axis x, Axis y)
    {
        var figure = new FigureBuilder(title, x, y).Add(new
        {
            type = "heatmap",
            x = map.Positions,
            y = map.Positions,
            z = classes,
            zmin = -0.5,
            zmax = classCount - 0.5,
            colorscale = Enumerable.Range(0, classCount).SelectMany(index => new object[]
            {
                new object[] { index / (double)classCount, Look.Fade(Look.Color(index), 0.35) },
                new object[] { (index + 1) / (double)classCount, Look.Fade(Look.Color(index), 0.35) },
            }),
            showscale = false,
            hovertemplate = "class %{z}<extra></extra>",
        });
        for (var index = 0; index < points.Count; index++)
            figure.Add(Traces.Points(points[index], Look.Color(index), Look.Symbol(index), size: 4.5, opacity: 0.9));
        return figure.Layout(new
        {
            height = 520,
            showlegend = points.Count > 0,
            xaxis = new { range = new[] { map.Positions[0], map.Positions[^1] }, showgrid = false, zeroline = false, constrain = "domain" },
            yaxis = new { range = new[] { map.Positions[0], map.Positions[^1] }, showgrid = false, zeroline = false, scaleanchor = "x", constrain = "domain" },
        }).Proportions(1, around: 50);
    }

    static int ClassCount(Matrix<double> outputs, IReadOnlyList<Series> points)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(points);
        return Math.Max(Math.Max(outputs.RowCount, 2), points.Count);
    }

    static string Data(IReadOnlyList<Series> points) => points.Count > 0 ? $". Points: {Traces.Names(points)}" : "";
}
