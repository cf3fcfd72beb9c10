using System.Globalization;

namespace NeuralLab.Charts;

public static partial class Figures
{
    const int ScoreBins = 25;

    /// <summary>
    /// What a threshold on a score decides, in three views that move together: how many samples of both classes have which score, the
    /// point of the ROC curve, and the confusion matrix. A sample is called positive if its score is at least the threshold.
    /// </summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="truth">Of every sample, 1 if it is positive, else 0; both must occur.</param>
    /// <param name="scores">Of every sample, how likely it is positive, from 0 to 1.</param>
    /// <param name="thresholds">The settings of the slider, at least two, from 0 to 1.</param>
    /// <param name="shown">The position of the threshold that is shown first; 0 by default.</param>
    /// <param name="score">What the score is; <c>"probability of class 1"</c> by default.</param>
    /// <exception cref="ArgumentException">There are fewer than two thresholds, a number is outside 0 to 1, or a class is missing.</exception>
    public static Figure ThresholdSlider(string title, int[] truth, double[] scores, IReadOnlyList<double> thresholds, int shown = 0, string score = "probability of class 1")
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentOutOfRangeException.ThrowIfNegative(shown);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shown, Math.Max(1, thresholds.Count));
        Check.Several(thresholds, "thresholds");
        if (thresholds.Concat(scores).Any(number => number is not (>= 0 and <= 1)))
            throw new ArgumentException("Expected thresholds and scores from 0 to 1, got others.", nameof(thresholds));
        var roc = new RocCurve(truth, scores);
        var counts = Enumerable.Range(0, 2)
            .Select(of => Enumerable.Range(0, ScoreBins)
                .Select(bin => scores.Where((_, sample) => truth[sample] == of).Count(s => Bin(s) == bin))
                .ToArray())
            .ToArray();
        var most = counts.SelectMany(each => each).Max();
        var steps = thresholds
            .Select(threshold => new ThresholdStep(threshold, new(truth, [.. scores.Select(s => s >= threshold ? 1 : 0)], ["0", "1"]), most))
            .ToArray();

        var figure = new FigureBuilder(title, score, Axis.Log("samples"));
        foreach (var of in new[] { 0, 1 })
            figure.Add(Histogram($"class {of}", counts[of], Look.Color(of)));
        figure
            .Add(new
            {
                type = "scatter", mode = "lines", x = (int[])[0, 1], y = (int[])[0, 1], xaxis = "x2", yaxis = "y2",
                line = new { color = Look.Neutral, width = 1.5, dash = "dash" }, showlegend = false, hoverinfo = "skip"
            })
            .Add(new
            {
                type = "scatter", mode = "lines", x = roc.FalsePositiveRates, y = roc.TruePositiveRates, xaxis = "x2", yaxis = "y2",
                line = new { color = Look.Color(2), width = 2.5 }, showlegend = false, name = "ROC curve"
            });
        var moving = Enumerable.Range(figure.Count, 3).ToArray();
        foreach (var trace in steps[shown].Traces)
            figure.Add(trace);
        return figure
            .Layout(ThresholdLayout)
            .Layout(new { annotations = steps[shown].Notes })
            .Animate(new Animation("threshold ", moving,
            [
                .. steps.Select(step => new AnimationStep(step.Label, step.Traces, new { annotations = step.Notes }))
            ]) { Plays = false, First = shown })
            .Layout(new { height = 720 })
            .Build(FormattableString.Invariant($"{truth.Length} samples at {thresholds.Count} thresholds from {thresholds[0]:G3} to {thresholds[^1]:G3}; area under the ROC curve {roc.Area:F3}"));
    }

    static int Bin(double score) => Math.Min(ScoreBins - 1, (int)(score * ScoreBins));

    static object Histogram(string name, int[] counts, string color) => new
    {
        type = "bar",
        name,
        x = counts.Select((_, bin) => (bin + 0.5) / ScoreBins),
        y = counts.Select(count => count == 0 ? (int?)null : count),
        marker = new { color },
        hovertemplate = "%{x:.2f}: %{y}",
    };

    static object ThresholdLayout => new
    {
        showlegend = true,
        barmode = "group",
        bargap = 0.1,
        xaxis = new { range = new[] { -0.02, 1.02 } },
        yaxis = new { domain = new[] { 0.62, 1 } },
        xaxis2 = new { title = new { text = "false positive rate" }, domain = new[] { 0, 0.44 }, anchor = "y2", range = new[] { -0.03, 1.03 }, automargin = true },
        yaxis2 = new { title = new { text = "true positive rate" }, domain = new[] { 0, 0.44 }, anchor = "x2", range = new[] { -0.03, 1.03 }, automargin = true },
        xaxis3 = new { title = new { text = "called class" }, domain = new[] { 0.62, 1 }, anchor = "y3", type = "category", showgrid = false },
        yaxis3 = new { title = new { text = "true class" }, domain = new[] { 0, 0.44 }, anchor = "x3", type = "category", autorange = "reversed", showgrid = false },
    };

    /// <summary>One threshold: what moves in the three views.</summary>
    sealed class ThresholdStep(double threshold, NeuralLab.ConfusionMatrix decided, int most)
    {
        public string Label { get; } = threshold.ToString("0.###", CultureInfo.InvariantCulture);

        public object[] Traces =>
        [
            new
            {
                type = "scatter", mode = "lines", name = "threshold", x = new[] { threshold, threshold }, y = new[] { 0.8, most },
                line = new { color = Look.Neutral, width = 3, dash = "dot" }, showlegend = true, hoverinfo = "skip"
            },
            new
            {
                type = "scatter", mode = "markers", name = "threshold's point",
                x = new[] { 1 - decided.Recall(0) }, y = new[] { decided.Recall(1) }, xaxis = "x2", yaxis = "y2",
                marker = new { color = Look.Color(1), size = 14 }, showlegend = false
            },
            new
            {
                type = "heatmap", x = new[] { "0", "1" }, y = new[] { "0", "1" }, xaxis = "x3", yaxis = "y3",
                z = Classes(row => Classes(column => (double)decided[row, column] / decided.Support(row))),
                text = Classes(row => Classes(column => decided[row, column])),
                zmin = 0, zmax = 1, colorscale = Look.Sequential, showscale = false, texttemplate = "%{text}", hoverinfo = "skip", xgap = 2, ygap = 2,
            },
        ];

        public object[] Notes =>
        [
            new
            {
                text = FormattableString.Invariant($"finds {decided.Recall(1):P0} of class 1, {1 - decided.Recall(0):P0} false alarms, macro F1 {decided.F1(Average.Macro):F3}"),
                xref = "paper", yref = "paper", x = 0, y = 0.5, xanchor = "left", yanchor = "middle", showarrow = false, font = new { size = 13 },
            },
        ];

        static TValue[] Classes<TValue>(Func<int, TValue> of) => [of(0), of(1)];
    }
}
