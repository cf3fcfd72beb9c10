namespace NeuralLab.Charts;

/// <summary>Where the neurons of a network stand and how its weights are drawn.</summary>
sealed class NetworkGraph
{
    // A taller layer is not legible: its middle is left out.
    const int MostNeurons = 12;

    // Thicknesses of lines; each is a trace, and a trace per weight would make a wide network slow.
    const int Thicknesses = 5;

    readonly IReadOnlyList<Grid> weights;
    readonly IReadOnlyList<Values>? biases;
    readonly int[] sizes;
    readonly int[][] drawn;
    readonly double largest;

    public NetworkGraph(IReadOnlyList<Grid> weights, IReadOnlyList<Values>? biases)
    {
        this.weights = weights;
        this.biases = biases;
        sizes = [weights[0].ColumnCount, .. weights.Select(layer => layer.RowCount)];
        for (var layer = 0; layer < weights.Count; layer++)
            Check.SameCount(sizes[layer], weights[layer].ColumnCount, $"the inputs of layer {layer + 1} to be the neurons before it", nameof(weights));
        if (biases is not null)
        {
            Check.SameCount(weights.Count, biases.Count, "one list of biases per layer", nameof(biases));
            for (var layer = 0; layer < weights.Count; layer++)
                Check.SameCount(sizes[layer + 1], biases[layer].Count, $"one bias per neuron of layer {layer + 1}", nameof(biases));
        }
        drawn = [.. sizes.Select(Drawn)];
        largest = weights.Max(layer => layer.Magnitude);
    }

    public int LayerCount => sizes.Length;

    public int WeightCount => weights.Sum(layer => layer.RowCount * layer.ColumnCount);

    public double SmallestWeight => weights.SelectMany(layer => layer.All).Min();

    public double LargestWeight => weights.SelectMany(layer => layer.All).Max();

    public string Shape => string.Join("-", sizes);

    public string LayerName(int layer) => layer == 0 ? $"input ({sizes[0]})" : layer == LayerCount - 1 ? $"output ({sizes[layer]})" : $"hidden {layer} ({sizes[layer]})";

    /// <summary>One trace per sign and thickness, its lines separated by gaps.</summary>
    public IEnumerable<object> Edges()
    {
        foreach (var positive in new[] { true, false })
        {
            for (var thickness = 0; thickness < Thicknesses; thickness++)
            {
                var edges = All().Where(edge => edge.Weight >= 0 == positive && Thickness(edge.Weight) == thickness).ToArray();
                // The middle thickness stands for its sign in the legend, even where no weight has it.
                var inLegend = thickness == Thicknesses / 2;
                if (edges.Length == 0 && !inLegend)
                    continue;
                yield return new
                {
                    type = "scatter",
                    mode = "lines",
                    name = positive ? "positive weight" : "negative weight",
                    legendgroup = positive ? "positive" : "negative",
                    showlegend = inLegend,
                    x = edges.Length == 0 ? [null] : edges.SelectMany(edge => new double?[] { edge.Layer, edge.Layer + 1, null }),
                    y = edges.Length == 0 ? [null] : edges.SelectMany(edge => new double?[] { Y(edge.Layer, edge.From), Y(edge.Layer + 1, edge.To), null }),
                    line = new { color = Look.Color(positive ? 0 : 1), width = 0.8 + 1.1 * thickness },
                    opacity = 0.5 + 0.5 * thickness / (Thicknesses - 1),
                    hoverinfo = "skip",
                };
            }
        }
    }

    /// <summary>Invisible points at the middle of the lines, which show a weight to whoever points at it.</summary>
    public object EdgeLabels()
    {
        var edges = All().ToArray();
        return new
        {
            type = "scatter",
            mode = "markers",
            x = edges.Select(edge => edge.Layer + 0.5),
            y = edges.Select(edge => (Y(edge.Layer, edge.From) + Y(edge.Layer + 1, edge.To)) / 2),
            text = edges.Select(edge => FormattableString.Invariant($"from {edge.From + 1} to {edge.To + 1}: w = {edge.Weight:G4}")),
            marker = new { size = 8, opacity = 0, color = Look.Neutral },
            hovertemplate = "%{text}<extra></extra>",
            showlegend = false,
        };
    }

    public object Neurons()
    {
        var neurons = drawn.SelectMany((indices, layer) => indices.Select(index => (Layer: layer, Index: index))).ToArray();
        return new
        {
            type = "scatter",
            mode = "markers",
            x = neurons.Select(neuron => neuron.Layer),
            y = neurons.Select(neuron => Y(neuron.Layer, neuron.Index)),
            text = neurons.Select(neuron => FormattableString.Invariant($"{LayerName(neuron.Layer)}, neuron {neuron.Index + 1}{Bias(neuron.Layer, neuron.Index)}")),
            marker = new { size = drawn.Max(indices => indices.Length) > 8 ? 18 : 24, color = "#EDEDED", line = new { color = Look.Neutral, width = 2 } },
            hovertemplate = "%{text}<extra></extra>",
            showlegend = false,
        };
    }

    /// <summary>Dots where the middle of a layer is left out.</summary>
    public object[] Gaps() =>
    [
        .. Enumerable.Range(0, LayerCount).Where(layer => drawn[layer].Length < sizes[layer])
            .Select(layer => new { x = layer, y = 0, text = "⋮", showarrow = false, font = new { size = 22 } }),
    ];

    IEnumerable<(int Layer, int From, int To, double Weight)> All() =>
        from layer in Enumerable.Range(0, weights.Count)
        from neuron in drawn[layer + 1]
        from input in drawn[layer]
        select (layer, input, neuron, weights[layer][neuron, input]);

    int Thickness(double weight) => Math.Min(Thicknesses - 1, (int)(Thicknesses * Math.Abs(weight) / largest));

    string Bias(int layer, int neuron) => layer == 0 || biases is null ? "" : FormattableString.Invariant($": b = {biases[layer - 1][neuron]:G4}");

    static int[] Drawn(int size) =>
        size <= MostNeurons
            ? [.. Enumerable.Range(0, size)]
            : [.. Enumerable.Range(0, MostNeurons / 2), .. Enumerable.Range(size - MostNeurons / 2, MostNeurons / 2)];

    // Layers are centred on 0, the first neuron on top; a layer with a gap leaves the space of one neuron in its middle.
    double Y(int layer, int index)
    {
        var position = Array.IndexOf(drawn[layer], index);
        var gap = drawn[layer].Length < sizes[layer] ? 1 : 0;
        var middle = (drawn[layer].Length - 1 + gap) / 2.0;
        return middle - position - (position >= MostNeurons / 2 ? gap : 0);
    }
}
