using System.Numerics;

namespace NeuralLab;

/// <summary>Makes plain multilayer perceptrons: dense layers, one activation for all hidden ones.</summary>
public static class Mlp
{
    /// <summary>A network of doubles: <c>Mlp.Create(seed: 1, [1, 20, 20, 1], Activation.Tanh)</c>.</summary>
    /// <inheritdoc cref="Create{T}"/>
    public static Network<double> Create(
        int seed, IReadOnlyList<int> sizes, Activation hidden, Activation? output = null, Initializer? weights = null, Initializer? bias = null,
        double dropout = 0) =>
        Create<double>(seed, sizes, hidden, output, weights, bias, dropout);

    /// <summary>A network of floats or doubles.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="seed">What the weights are drawn from: the same seed, the same weights, bit for bit.</param>
    /// <param name="sizes">Inputs, neurons of each hidden layer, outputs; each at least 1, two numbers or more.</param>
    /// <param name="hidden">Activation of the hidden layers.</param>
    /// <param name="output">Activation of the last layer. Null (default): linear.</param>
    /// <param name="weights">How weights begin. Null (default): He before a rectifier, else Xavier uniform; see <see cref="Dense{T}"/>.</param>
    /// <param name="bias">How biases begin. Null (default): zeros.</param>
    /// <param name="dropout">Chance of a hidden output to be dropped while training, in [0, 1). Default 0.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one below 1.</exception>
    public static Network<T> Create<T>(
        int seed, IReadOnlyList<int> sizes, Activation hidden, Activation? output = null, Initializer? weights = null, Initializer? bias = null,
        double dropout = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(hidden);
        Check.Fraction(dropout);
        if (sizes.Count < 2 || sizes.Any(size => size < 1))
            throw new ArgumentException($"sizes must be at least two numbers >= 1 (inputs, hidden layers, outputs), but is [{string.Join(", ", sizes)}].", nameof(sizes));
        List<Layer<T>> layers = [];
        for (var l = 1; l < sizes.Count; l++)
        {
            var isOutput = l == sizes.Count - 1;
            layers.Add(new Dense<T>(sizes[l - 1], sizes[l], isOutput ? output : hidden, weights, bias));
            if (dropout > 0 && !isOutput) layers.Add(new Dropout<T>(sizes[l], dropout));
        }
        return new(seed, [.. layers]);
    }
}
