namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>
    /// The network as a graph: neurons as circles, weights as lines, blue where positive and orange where negative, the
    /// thicker the larger. Of wide layers the first and last neurons are drawn.
    /// </summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="weights">One matrix per layer, neurons x inputs of the layer, as in <c>Z = W X + b</c>.</param>
    /// <param name="biases">One list per layer, shown when pointing at a neuron; null (the default) for none.</param>
    /// <exception cref="ArgumentException">There is no layer, or a layer's inputs are not as many as the neurons before it.</exception>
    public static Figure NetworkDiagram(string title, IReadOnlyList<Grid> weights, IReadOnlyList<Values>? biases = null)
    {
        var diagram = new NetworkGraph(Check.Some(weights, "layer"), biases);
        var layers = Enumerable.Range(0, diagram.LayerCount).ToArray();
        var figure = new FigureBuilder(title, "layer", "neuron");
        foreach (var edges in diagram.Edges())
            figure.Add(edges);
        return figure.Add(diagram.EdgeLabels()).Add(diagram.Neurons())
            .Layout(new
            {
                showlegend = true,
                margin = new { l = 32 },
                xaxis = new
                {
                    tickvals = layers, ticktext = layers.Select(diagram.LayerName), range = new[] { -0.35, diagram.LayerCount - 0.65 },
                    showgrid = false, zeroline = false, showline = false, ticks = ""
                },
                yaxis = new { showticklabels = false, showgrid = false, zeroline = false, showline = false, ticks = "" },
                annotations = diagram.Gaps(),
            })
            .Build(FormattableString.Invariant($"A network {diagram.Shape} with {diagram.WeightCount} weights between {diagram.SmallestWeight:G3} and {diagram.LargestWeight:G3}"));
    }
}
