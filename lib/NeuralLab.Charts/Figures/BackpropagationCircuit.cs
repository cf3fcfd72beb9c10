using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Charts;

/// <summary>The numbers of one sample's forward and backward pass, and where they stand.</summary>
sealed class BackpropagationCircuit
{
    // A neuron with three lines of numbers above and below it needs so many pixels.
    const int PixelsPerNeuron = 150;

    // And from layer to layer the numbers of two neurons, and between them that of a weight.
    const int PixelsPerLayer = 160;

    // Numbers stand clear of the line that they belong to.
    const double Clearance = 0.03;

    readonly Pass<double> pass;
    readonly Dense<double>[] layers;
    readonly IReadOnlyList<double> x;

    public BackpropagationCircuit(Network<double> network, IReadOnlyList<double> x, IReadOnlyList<double> target)
    {
        this.x = x;
        layers = [.. network.Layers.OfType<Dense<double>>()];
        if (layers.Length != network.Layers.Count)
            throw new ArgumentException("Expected a network of dense layers only.", nameof(network));
        pass = network.Forward(Matrix<double>.Build.Dense(x.Count, 1, [.. x]));
        Loss = network.Backward(pass, Matrix<double>.Build.Dense(target.Count, 1, [.. target]), NeuralLab.Loss.MeanSquaredError);
    }

    public double Loss { get; }

    public string Shape => string.Join("-", [x.Count, .. layers.Select(layer => layer.Outputs)]);

    public string FirstGradients => string.Join(", ", layers[0].Weights.Gradient.Enumerate().Select(Number));

    public double[] Width => [-0.45, layers.Length + 1.45];

    public double[] Height => [-Tallest / 2.0, Tallest / 2.0];

    public int Pixels => PixelsPerNeuron * Tallest;

    public int PixelsAcross => (int)(PixelsPerLayer * (Width[1] - Width[0]));

    int Tallest => Math.Max(x.Count, layers.Max(layer => layer.Outputs));

    /// <summary>What the slider calls each step, and the rule that gives its numbers.</summary>
    public IReadOnlyList<(string Label, string Note)> Steps
    {
        get
        {
            var last = layers.Length;
            List<(string, string)> steps = [("weights", "Before: weights w and biases b")];
            for (var l = 1; l <= last; l++) steps.Add(($"layer {l}", $"Forward: z = sum of w · input + b, then a = f(z); f is {layers[l - 1].Activation.Name}"));
            steps.Add(("loss", layers[^1].Outputs == 1 ? "The loss: L = (a − t)²" : "The loss: L = mean of (a − t)²"));
            steps.Add(($"dA{last}", layers[^1].Outputs == 1 ? "Back: dA = 2 (a − t)" : $"Back: dA = 2 (a − t) / {layers[^1].Outputs}"));
            for (var l = last; l >= 1; l--)
            {
                steps.Add(($"dZ{l}", $"Back through {layers[l - 1].Activation.Name}: dZ = dA · f′(z)"));
                steps.Add(($"dW{l}", "Back to the weights: dW = dZ · what came in, db = dZ"));
                if (l > 1) steps.Add(($"dA{l - 1}", "Back to the layer below: dA = sum of w · dZ over all neurons it feeds"));
            }
            return steps;
        }
    }

    public object Wires()
    {
        var edges = Edges().Select(edge => (From: At(edge.Layer, edge.From), To: At(edge.Layer + 1, edge.To)))
            .Concat(Enumerable.Range(0, layers[^1].Outputs).Select(i => (From: At(layers.Length, i), To: At(layers.Length + 1, 0)))).ToArray();
        return new
        {
            type = "scatter",
            mode = "lines",
            x = edges.SelectMany(edge => new double?[] { edge.From.X, edge.To.X, null }),
            y = edges.SelectMany(edge => new double?[] { edge.From.Y, edge.To.Y, null }),
            line = new { color = Look.Neutral, width = 1.5 },
            hoverinfo = "skip",
        };
    }

    public object Neurons() => new
    {
        type = "scatter",
        mode = "markers+text",
        x = Nodes().Select(node => At(node.Layer, node.Neuron).X),
        y = Nodes().Select(node => At(node.Layer, node.Neuron).Y),
        text = Nodes().Select(node => node.Layer == 0 ? "x" : node.Layer > layers.Length ? "L" : "f"),
        // White on grey reads on a light page and on a dark one.
        textfont = new { size = 13, color = "#FFFFFF" },
        marker = new { size = 30, color = "#5F6670", line = new { color = Look.Neutral, width = 2 } },
        hoverinfo = "skip",
    };

    /// <summary>The numbers known after a step: at neurons and at weights, forward above and backward below.</summary>
    public object[] Texts(int step)
    {
        var known = Steps.Take(step + 1).Select(each => each.Label).ToHashSet();
        var edges = Edges().ToArray();
        (double X, double Y)[] middles = [.. edges.Select(edge => Middle(At(edge.Layer, edge.From), At(edge.Layer + 1, edge.To)))];
        // Beside the wire that a text belongs to, not across it: left of one that rises, right of one that falls.
        string[] sides = [.. edges.Select(edge => Math.Sign(At(edge.Layer + 1, edge.To).Y - At(edge.Layer, edge.From).Y))
            .Select(rise => rise switch { > 0 => "left", < 0 => "right", _ => "center" })];
        (double X, double Y)[] places = [.. Nodes().Select(node => At(node.Layer, node.Neuron))];
        return
        [
            Text(
                Moved(middles, Clearance), edges.Select(edge => Named("w", layers[edge.Layer].Weights.Value[edge.To, edge.From])),
                Look.Color(0), [.. sides.Select(side => $"top {side}")]),
            Text(
                Moved(middles, -Clearance),
                edges.Select(edge =>
                    known.Contains($"dW{edge.Layer + 1}") ? Named("dW", layers[edge.Layer].Weights.Gradient[edge.To, edge.From]) : ""),
                Look.Color(1),
                [.. sides.Select(side => $"bottom {(side == "left" ? "right" : side == "right" ? "left" : side)}")]),
            Text(places, Nodes().Select(node => Forward(node.Layer, node.Neuron, known)), Look.Color(0), ["top center"]),
            Text(places, Nodes().Select(node => Backward(node.Layer, node.Neuron, known)), Look.Color(1), ["bottom center"]),
        ];
    }

    string Forward(int layer, int neuron, HashSet<string> known) =>
        layer == 0 ? Number(x[neuron]) + "<br> "
        : layer > layers.Length ? (known.Contains("loss") ? Number(Loss) + "<br> " : "")
        : Lines(
            layers[layer - 1].Bias is { } bias ? Named("b", bias.Value[neuron, 0]) : "",
            known.Contains($"layer {layer}") ? Named("z", pass.Layers[layer - 1].Z[neuron, 0]) : "",
            known.Contains($"layer {layer}") ? Named("a", pass.Layers[layer - 1].A[neuron, 0]) : "", " ");

    string Backward(int layer, int neuron, HashSet<string> known) =>
        layer == 0 || layer > layers.Length ? ""
        : Lines(
            " ", known.Contains($"dA{layer}") ? Named("dA", pass.Layers[layer - 1].dA![neuron, 0]) : "",
            known.Contains($"dZ{layer}") ? Named("dZ", pass.Layers[layer - 1].dZ![neuron, 0]) : "",
            known.Contains($"dW{layer}") && layers[layer - 1].Bias is { } bias ? Named("db", bias.Gradient[neuron, 0]) : "");

    IEnumerable<(int Layer, int Neuron)> Nodes()
    {
        for (var layer = 0; layer <= layers.Length; layer++)
            for (var neuron = 0; neuron < Count(layer); neuron++) yield return (layer, neuron);
        yield return (layers.Length + 1, 0);
    }

    IEnumerable<(int Layer, int From, int To)> Edges() =>
        from layer in Enumerable.Range(0, layers.Length)
        from to in Enumerable.Range(0, Count(layer + 1))
        from origin in Enumerable.Range(0, Count(layer))
        select (layer, origin, to);

    int Count(int layer) => layer == 0 ? x.Count : layer > layers.Length ? 1 : layers[layer - 1].Outputs;

    (double X, double Y) At(int layer, int neuron) => (layer, (Count(layer) - 1) / 2.0 - neuron);

    static (double X, double Y) Middle((double X, double Y) from, (double X, double Y) to) => ((from.X + to.X) / 2, (from.Y + to.Y) / 2);

    static (double X, double Y)[] Moved((double X, double Y)[] places, double up) => [.. places.Select(place => (place.X, place.Y + up))];

    static object Text((double X, double Y)[] places, IEnumerable<string> texts, string color, string[] positions) => new
    {
        type = "scatter",
        mode = "text",
        x = places.Select(place => place.X),
        y = places.Select(place => place.Y),
        text = texts,
        textposition = positions.Length == 1 ? (object)positions[0] : positions,
        textfont = new { size = 12, color },
        hoverinfo = "skip",
    };

    static string Lines(params string[] lines) => string.Join("<br>", lines.Where(line => line.Length > 0));

    static string Named(string name, double value) => $"{name} = {Number(value)}";

    static string Number(double value) => value.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
}
