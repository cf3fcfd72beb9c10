namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>
    /// One sample on its way through a small network and back: the numbers of the forward pass in blue and those of the backward pass in
    /// orange appear at neurons and weights, one link of the chain after another. The loss is the mean squared error.
    /// </summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="network">Dense layers of a few neurons each.</param>
    /// <param name="x">The sample, one number for each input.</param>
    /// <param name="target">What it should give, one number for each output.</param>
    /// <exception cref="ArgumentException">A layer is not dense, or the sample does not fit the network.</exception>
    public static Figure Backpropagation(string title, Network<double> network, IReadOnlyList<double> x, IReadOnlyList<double> target)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(target);
        Check.SameCount(network.Inputs, x.Count, "one number for each input", nameof(x));
        Check.SameCount(network.Outputs, target.Count, "one target for each output", nameof(target));
        BackpropagationCircuit circuit = new(network, x, target);
        var steps = circuit.Steps;
        var figure = FigureBuilder.Picture(title).Add(circuit.Wires()).Add(circuit.Neurons());
        var moving = Enumerable.Range(figure.Count, circuit.Texts(0).Length).ToArray();
        // All numbers are what a still picture shows; the animation starts again from the weights alone.
        foreach (var text in circuit.Texts(steps.Count - 1))
            figure.Add(text);
        return figure
            .Animate(new Animation("", moving,
            [
                .. steps.Select((step, index) =>
                    new AnimationStep(step.Label, circuit.Texts(index), new { annotations = new[] { Said(step.Note) } }))
            ]) { StartsAtEnd = true, MillisecondsPerStep = 1500 })
            .Layout(new
            {
                showlegend = false,
                height = circuit.Pixels + 240,
                meta = new { narrowest = circuit.PixelsAcross },
                annotations = new[] { Said(steps[^1].Note) },
                margin = new { l = 8, r = 8 },
                xaxis = new { range = circuit.Width },
                yaxis = new { range = circuit.Height },
            })
            .Build(FormattableString.Invariant($"A network {circuit.Shape} at x = {x[0]:G3}: loss {circuit.Loss:G3}, gradients of the weights of the first layer {circuit.FirstGradients}"));
    }

    static object Said(string note) => new
    {
        text = note, xref = "paper", yref = "paper", x = 0, y = 1, xanchor = "left", yanchor = "bottom", showarrow = false,
        font = new { size = 14 }
    };
}
