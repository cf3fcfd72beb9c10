namespace NeuralLab.Charts;

public static partial class Explore
{
    const int MostParameters = 30;

    /// <summary>
    /// Backpropagation of one sample, one operation at a time, forward and back: what is computed, by which formula, with which numbers.
    /// Every number that goes in can be changed.
    /// </summary>
    /// <param name="title">What it shows.</param>
    /// <param name="network">Small, such as 2-2-1: dense layers with biases, at most 30 weights and biases. Not changed.</param>
    /// <param name="x">The sample, a number for each input.</param>
    /// <param name="target">What should come out, a number for each output. The loss is the mean squared error.</param>
    /// <exception cref="ArgumentException">The network is too large or has other layers, or the sample does not fit it.</exception>
    public static Exploration Backpropagation(string title, Network<double> network, IReadOnlyList<double> x, IReadOnlyList<double> target)
    {
        var layers = Explored.Layers(network);
        if (network.Layers.Any(layer => layer is not Dense<double> { Bias: not null, Activation: not Softmax }) || network.ParameterCount > MostParameters)
            throw new ArgumentException(
                $"Expected dense layers with biases, without softmax, and at most {MostParameters} weights and biases, got {network.ParameterCount} in {network.Layers.Count} layers.",
                nameof(network));
        Check.SameCount(network.Inputs, Check.Some(x, "input").Count, "one number per input", nameof(x));
        Check.SameCount(network.Outputs, Check.Some(target, "target").Count, "one number per output", nameof(target));
        var sizes = string.Join("-", [network.Inputs, .. network.Layers.Select(layer => layer.Outputs)]);
        var summary = $"A {sizes} network and one sample: step through the forward and the backward pass, one operation at a time.";
        return new("backpropagation", title, summary, new() { ["layers"] = layers, ["x"] = Explored.Numbers(x), ["target"] = Explored.Numbers(target) });
    }
}
