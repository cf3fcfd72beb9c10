using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>A copy of everything a network has learned, to come back to. Taking another copy allocates nothing.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class WeightSnapshot<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly string[] names;
    readonly Parameter<T>[] parameters;
    readonly T[][] copies;

    /// <summary>Copies the network as it is now.</summary>
    /// <param name="network">The network.</param>
    public WeightSnapshot(Network<T> network)
    {
        ArgumentNullException.ThrowIfNull(network);
        names = [.. network.Numbers.Select(numbers => numbers.Name)];
        parameters = [.. network.Numbers.Select(numbers => numbers.Parameter)];
        copies = [.. parameters.Select(parameter => new T[parameter.Count])];
        Take();
    }

    /// <summary>Copies the network anew.</summary>
    public void Take()
    {
        for (var p = 0; p < copies.Length; p++) parameters[p].Value.Values().AsSpan().CopyTo(copies[p]);
    }

    /// <summary>Writes the copies to a checkpoint.</summary>
    internal void Save(TensorSection section)
    {
        for (var p = 0; p < copies.Length; p++)
            section.Add(names[p], Matrix<T>.Build.Dense(parameters[p].Value.RowCount, parameters[p].Value.ColumnCount, copies[p]));
    }

    /// <summary>Takes the copies from a checkpoint; the network stays as it is.</summary>
    internal void Load(TensorSection section)
    {
        for (var p = 0; p < copies.Length; p++)
            section.Get<T>(names[p], parameters[p].Value.RowCount, parameters[p].Value.ColumnCount).AsColumnMajorArray().CopyTo(copies[p], 0);
    }

    /// <summary>Puts the copied numbers back into the network.</summary>
    public void Restore()
    {
        for (var p = 0; p < copies.Length; p++) copies[p].AsSpan().CopyTo(parameters[p].Value.Values());
    }
}
