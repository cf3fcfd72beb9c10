using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>A copy of everything a network has learned, to come back to. Taking another copy allocates nothing.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class WeightSnapshot<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Parameter<T>[] parameters;
    readonly T[][] copies;

    /// <summary>Copies the network as it is now.</summary>
    /// <param name="network">The network.</param>
    public WeightSnapshot(Network<T> network)
    {
        ArgumentNullException.ThrowIfNull(network);
        parameters = [.. network.Layers.SelectMany(layer => layer.Parameters.Concat(layer.Buffers))];
        copies = [.. parameters.Select(parameter => new T[parameter.Count])];
        Take();
    }

    /// <summary>Copies the network anew.</summary>
    public void Take()
    {
        for (var p = 0; p < copies.Length; p++) parameters[p].Value.Values().AsSpan().CopyTo(copies[p]);
    }

    /// <summary>Puts the copied numbers back into the network.</summary>
    public void Restore()
    {
        for (var p = 0; p < copies.Length; p++) copies[p].AsSpan().CopyTo(parameters[p].Value.Values());
    }
}
