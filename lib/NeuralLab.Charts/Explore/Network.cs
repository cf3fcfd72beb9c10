using System.Numerics;

namespace NeuralLab.Charts;

/// <summary>Figures that compute: the reader moves something and sees at once what no one had prepared.</summary>
public static partial class Explore
{
    /// <summary>
    /// A network under the reader's hands: a slider for each weight and bias, the curve or the regions and the loss as they follow, one
    /// sample's numbers layer by layer, and the C# that makes the network.
    /// </summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="title">What it shows.</param>
    /// <param name="network">Dense layers with one or two inputs; it begins with these weights. Not changed.</param>
    /// <param name="data">At most 2,500 samples, with a target for each output; of two classes also for a network of one output.</param>
    /// <param name="loss">What is shown as the loss. Null (default): cross-entropy after softmax or sigmoid, else the mean squared error.</param>
    /// <exception cref="ArgumentException">The network has other layers, or network, data and loss do not fit one another.</exception>
    public static Exploration Network<T>(string title, Network<T> network, DataSet<double> data, Loss? loss = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var layers = Explored.Layers(network);
        var samples = Explored.Data(data, network.Outputs, nameof(data));
        if (network.Inputs != data.FeatureCount)
            throw new ArgumentException($"Expected a network of {data.FeatureCount} inputs, one for each feature of the data, got {network.Inputs}.", nameof(network));
        loss ??= Explored.LossFor(network.Layers[^1].Activation);
        Explored.RequireOffered(loss);
        // The engine says whether the loss fits the output.
        var targets = network.Outputs == 1 && data.ClassCount == 2 ? data.Y.SubMatrix(1, 1, 0, data.SampleCount) : data.Y;
        network.Evaluate(data.X.Map(T.CreateChecked), targets.Map(T.CreateChecked), loss);
        var sizes = string.Join("-", [network.Inputs, .. network.Layers.OfType<Dense<T>>().Select(layer => layer.Outputs)]);
        var summary = $"A {sizes} network with {network.ParameterCount} weights and biases to change by hand, and {data.SampleCount} samples of {data.Name}.";
        return new("network", title, summary, new() { ["layers"] = layers, ["loss"] = Explored.Setting(loss), ["data"] = samples });
    }
}
