namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>How weights are distributed: the share of weights in each of equally wide bins, one of them around 0, one outline per network.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="samples">Per network its weights; the group is its name.</param>
    /// <param name="x">What is counted; <c>"weight"</c> by default.</param>
    /// <param name="bins">The number of bins, at least 2; 40 by default.</param>
    /// <exception cref="ArgumentException">There is no network, no finite weight, or fewer than 2 bins.</exception>
    public static Figure WeightHistogram(string title, IReadOnlyList<Sample> samples, string x = "weight", int bins = 40)
    {
        Check.Some(samples, "network");
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        var finite = samples.SelectMany(sample => sample.Values).Where(double.IsFinite).ToArray();
        Check.Some(finite, "finite weight", nameof(samples));
        var low = finite.Min();
        var width = finite.Max() > low ? (finite.Max() - low) / (bins - 1) : 1;
        // Bins are named by the multiple of the width in their middle: weights that a penalty has pushed to 0 from both sides share one.
        int Bin(double weight) => (int)Math.Floor(weight / width + 0.5);
        var figure = new FigureBuilder(title, x, "share of weights (%)");
        for (var index = 0; index < samples.Count; index++)
        {
            var counts = new int[bins];
            var weights = samples[index].Values.Where(double.IsFinite).ToArray();
            foreach (var weight in weights)
                counts[Math.Min(bins - 1, Bin(weight) - Bin(low))]++;
            figure.Add(new
            {
                type = "scatter",
                mode = "lines",
                name = samples[index].Group,
                x = Enumerable.Range(0, bins).Select(bin => (Bin(low) + bin) * width),
                y = counts.Select(count => 100.0 * count / Math.Max(1, weights.Length)),
                line = new { color = Look.Color(index), width = 2, shape = "hvh" },
                fill = "tozeroy",
                fillcolor = Look.Fade(Look.Color(index), 0.2),
                hovertemplate = "%{x:.3g}: %{y:.1f} %",
            });
        }
        return figure.Layout(new { showlegend = true, yaxis = new { rangemode = "tozero" } })
            .Build(FormattableString.Invariant($"Weights between {low:G3} and {finite.Max():G3} in {bins} bins: {string.Join(", ", samples.Select(sample => $"{sample.Group} ({sample.Values.Count:N0} weights)"))}"));
    }
}
