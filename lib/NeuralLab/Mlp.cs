using System.Numerics;

namespace NeuralLab;

/// <summary>Makes plain multilayer perceptrons: dense layers one after another, with one hidden activation.</summary>
public static class Mlp
{
    /// <summary>A network in double precision.</summary>
    /// <inheritdoc cref="Create{T}"/>
    public static Network<double> Create(
        int seed, int[] sizes, Activation hidden, Activation? output = null, Initializer? weights = null, Initializer? bias = null, double dropout = 0) =>
        Create<double>(seed, sizes, hidden, output, weights, bias, dropout);

    /// <summary>A network.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="seed">What the weights are drawn from.</param>
    /// <param name="sizes">Inputs, then the neurons of each layer, the outputs last: at least two numbers >= 1.</param>
    /// <param name="hidden">Activation of every layer but the last.</param>
    /// <param name="output">Activation of the last layer. Null (default): linear.</param>
    /// <param name="weights">How weights begin. Null (default): He before a rectifier, else Xavier uniform.</param>
    /// <param name="bias">How biases begin. Null (default): zeros.</param>
    /// <param name="dropout">Chance of a hidden output to be dropped while training, in [0, 1). Default 0: no dropout layers.</param>
    /// <exception cref="ArgumentException">There are fewer than two sizes.</exception>
    public static Network<T> Create<T>(
        int seed, int[] sizes, Activation hidden, Activation? output = null, Initializer? weights = null, Initializer? bias = null, double dropout = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(hidden);
        if (sizes.Length < 2)
            throw new ArgumentException($"sizes must name inputs and outputs at least, but has {sizes.Length} numbers.", nameof(sizes));
        Check.Fraction(dropout);
        List<Layer<T>> layers = [];
        for (var l = 1; l < sizes.Length; l++)
        {
            var last = l == sizes.Length - 1;
            layers.Add(new Dense<T>(sizes[l - 1], sizes[l], last ? output : hidden, weights, bias));
            if (!last && dropout > 0) layers.Add(new Dropout<T>(sizes[l], dropout));
        }
        return new(seed, [.. layers]);
    }
}
