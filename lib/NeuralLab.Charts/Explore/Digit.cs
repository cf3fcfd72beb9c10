using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace NeuralLab.Charts;

public static partial class Explore
{
    // One of each class, twice: enough to compare a drawing with, few bytes.
    const int ExamplesOfAClass = 2;

    /// <summary>
    /// A sheet to draw a digit on, with mouse, finger, pen or keyboard: the drawing is reduced as the data set's were, and the page shows
    /// the probabilities of the classes, the last hidden layer, and which ink speaks for and against a class.
    /// </summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="title">What it shows.</param>
    /// <param name="network">
    /// Trained on pictures of 8 x 8 (<see cref="Digits"/>) or 28 x 28 pixels (MNIST), each from 0 (white) to 1 (black), an image row after
    /// the other; dense layers, softmax at the output.
    /// </param>
    /// <param name="data">Where some examples come from, with pixels as the network takes them, and the names of the classes. Null (default): none.</param>
    /// <exception cref="ArgumentException">The network takes other inputs, or network and data do not fit.</exception>
    public static Exploration Digit<T>(string title, Network<T> network, DataSet<T>? data = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var layers = Explored.Layers(network);
        if (network.Inputs is not (64 or 784))
            throw new ArgumentException($"Expected a network of 64 inputs (8 x 8 pixels) or 784 (28 x 28), got {network.Inputs}.", nameof(network));
        if (network.Layers[^1].Activation is not Softmax)
            throw new ArgumentException($"Expected a softmax output, which gives probabilities, got {network.Layers[^1].Activation.Name}.", nameof(network));
        if (data is not null && (data.FeatureCount != network.Inputs || data.ClassCount != network.Outputs))
            throw new ArgumentException(
                $"Expected data of {network.Inputs} pixels and {network.Outputs} classes, as the network has, got {data.FeatureCount} and {data.ClassCount}.", nameof(data));
        if (data is not null && (data.X.Enumerate().Min() < T.Zero || data.X.Enumerate().Max() > T.One))
            throw new ArgumentException("Expected pixels from 0 (white) to 1 (black), as the network takes them, got others: divide by the largest.", nameof(data));
        var names = data?.TargetNames ?? [.. Enumerable.Range(0, network.Outputs).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        var side = network.Inputs == 64 ? 8 : 28;
        var summary = $"A sheet to draw on, and a network of {network.Inputs} pixels and {network.Outputs} classes that reads along.";
        return new("digit", title, summary, new()
        {
            ["layers"] = layers,
            ["side"] = side,
            ["classNames"] = new JsonArray([.. names.Select(name => (JsonNode)name)]),
            ["examples"] = new JsonArray([.. Examples(data)]),
        });
    }

    static IEnumerable<JsonNode> Examples<T>(DataSet<T>? data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => data is null ? [] :
        from label in Enumerable.Range(0, data.ClassCount)
        from sample in Enumerable.Range(0, data.SampleCount).Where(sample => data.Labels[sample] == label).Take(ExamplesOfAClass)
        select new JsonObject { ["label"] = label, ["pixels"] = Explored.Numbers(data.X.Column(sample)) };
}
