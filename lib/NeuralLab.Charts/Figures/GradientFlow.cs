namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>The size of gradients layer by layer, logarithmic: a falling line shows gradients that vanish.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="layers">The layers from input to output.</param>
    /// <param name="networks">Per network a name and one array of norms per seed, a number per layer.</param>
    /// <param name="y">What was measured; <c>"gradient norm"</c> by default.</param>
    /// <exception cref="ArgumentException">There is no network, or a norm is missing for a layer.</exception>
    public static Figure GradientFlow(string title, IReadOnlyList<string> layers, IReadOnlyList<SeedCurves> networks, string y = "gradient norm")
    {
        Check.Some(layers, "layer");
        Check.Some(networks, "network");
        foreach (var network in networks)
        {
            foreach (var seed in network.Y)
                Check.SameCount(layers.Count, seed.Length, $"one norm per layer in '{network.Name}'", nameof(networks));
        }
        var norm = Axis.Log(y);
        var figure = new FigureBuilder(title, "layer", norm);
        AddSeedCurves(figure, networks, norm, markers: true);
        return figure
            .Layout(new { xaxis = new { tickvals = Enumerable.Range(1, layers.Count), ticktext = layers } })
            .Build($"Layers: {string.Join(", ", layers)}. {SeedSummary(networks)}");
    }
}
