namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>
    /// A slider over the strength of a penalty: the regions that a network decides on, with the wrong labels ringed; below them how large its
    /// weights are, and its losses on the curve over all strengths.
    /// </summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="setting">What the slider changes: <c>"λ"</c>.</param>
    /// <param name="map">The grid of points.</param>
    /// <param name="steps">The strengths in their order, at least two.</param>
    /// <param name="points">The training data, one series per class, in the order of the classes.</param>
    /// <param name="wrong">The training samples whose labels are wrong; may be empty.</param>
    /// <exception cref="ArgumentException">There are fewer than two steps, or outputs are not one column per point of the map.</exception>
    public static Figure PenaltySlider(
        string title, string setting, RegionMap map, IReadOnlyList<PenaltyStep> steps, IReadOnlyList<Series> points, Series wrong)
    {
        Check.Text(setting, "the name of the setting");
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(wrong);
        Check.Several(steps, "strengths");

        var figure = Regions(title, map, map.Classes(steps[0].Outputs), ClassCount(steps[0].Outputs, points), points, "x", "y");
        figure.Add(new
        {
            type = "scatter",
            mode = "markers",
            name = wrong.Name,
            x = wrong.X.ToArray(),
            y = wrong.Y.ToArray(),
            marker = new { color = Look.Neutral, symbol = "circle-open", size = 12, line = new { width = 2.5 } },
            showlegend = true,
        });
        var first = figure.Count;
        WeightBins bins = new(steps);
        double[] shares = [.. steps.SelectMany(step => bins.Shares(step.Weights))];
        figure.Add(new
        {
            type = "bar", x = bins.Middles, y = bins.Shares(steps[0].Weights), xaxis = "x2", yaxis = "y2",
            marker = new { color = Look.Neutral }, showlegend = false, hovertemplate = "%{x:.2g}: %{y:.1f} %<extra></extra>"
        });
        figure.Add(Now(steps[0]));
        figure.Add(Losses("training loss", steps, step => step.TrainingLoss, 0));
        figure.Add(Losses("validation loss", steps, step => step.ValidationLoss, 1));
        return figure
            .Animate(new Animation($"{setting} = ", [0, first, first + 1], [.. steps.Select(step => new AnimationStep(
                step.Label, [new { z = map.Classes(step.Outputs) }, new { y = bins.Shares(step.Weights) }, Now(step)]))]) { Plays = false })
            .Layout(new
            {
                height = 800,
                xaxis = new { anchor = "y", domain = new[] { 0, 1.0 } },
                yaxis = new { anchor = "x", domain = (double[])[0.38, 1.0] },
                xaxis2 = new { anchor = "y2", domain = new[] { 0, 0.42 }, title = new { text = "weight" } },
                yaxis2 = new { anchor = "x2", domain = new[] { 0, 0.24 }, title = new { text = "share (%)" }, range = new[] { 0, 1.05 * shares.Max() } },
                xaxis3 = new { anchor = "y3", domain = new[] { 0.58, 1 }, title = new { text = setting }, type = "category" },
                yaxis3 = new { anchor = "x3", domain = new[] { 0, 0.24 }, title = new { text = "loss" }, rangemode = "tozero" },
            })
            .Proportions(1.35, around: 200)
            .Build($"{steps.Count} strengths {setting} from {steps[0].Label} to {steps[^1].Label}: regions, weights and losses. Points: {Traces.Names([.. points, wrong])}");
    }

    static object Losses(string name, IReadOnlyList<PenaltyStep> steps, Func<PenaltyStep, double> loss, int color) => new
    {
        type = "scatter",
        mode = "lines",
        name,
        x = steps.Select(step => step.Label),
        y = steps.Select(loss),
        xaxis = "x3",
        yaxis = "y3",
        line = new { color = Look.Color(color), width = 2.5 },
        showlegend = true,
    };

    static object Now(PenaltyStep step) => new
    {
        type = "scatter",
        mode = "markers",
        x = new[] { step.Label, step.Label },
        y = new[] { step.TrainingLoss, step.ValidationLoss },
        xaxis = "x3",
        yaxis = "y3",
        marker = new { color = new[] { Look.Color(0), Look.Color(1) }, size = 11 },
        showlegend = false,
        hovertemplate = "%{y:.3g}<extra></extra>",
    };

    /// <summary>Equally wide bins, one of them around 0, that hold 99 of 100 weights of all steps; the outermost take the rest.</summary>
    sealed class WeightBins
    {
        const int OnEachSide = 15;
        readonly double width;

        public WeightBins(IReadOnlyList<PenaltyStep> steps)
        {
            double[] sizes = [.. steps.SelectMany(step => step.Weights).Where(double.IsFinite).Select(Math.Abs).Order()];
            Check.Some(sizes, "finite weight", nameof(steps));
            width = Math.Max(sizes[(int)(0.99 * (sizes.Length - 1))], 1e-9) / OnEachSide;
        }

        public double[] Middles => [.. Enumerable.Range(-OnEachSide, 2 * OnEachSide + 1).Select(bin => bin * width)];

        public double[] Shares(Values weights)
        {
            var shares = new double[2 * OnEachSide + 1];
            foreach (var weight in weights.Where(double.IsFinite))
                shares[OnEachSide + (int)Math.Clamp(Math.Round(weight / width), -OnEachSide, OnEachSide)] += 100.0 / weights.Count;
            return shares;
        }
    }
}
