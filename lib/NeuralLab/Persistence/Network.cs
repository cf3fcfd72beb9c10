using System.Numerics;

namespace NeuralLab;

/// <summary>Saves networks, and loads them again.</summary>
public static class Network
{
    /// <summary>
    /// Saves the network: layers, parameters and running statistics, as a safetensors file that Python reads too (see the engine's
    /// README). The file is written beside its place and renamed, so that the old or the new one is there, whole.
    /// </summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file, usually ending in <c>.safetensors</c>; an old one is replaced.</param>
    /// <exception cref="NotSupportedException">A layer or an activation is of the user's own making.</exception>
    /// <exception cref="InvalidOperationException">A number is NaN or infinite.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save<T>(this Network<T> network, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        LayerFormat.RequireOwnKinds(network);
        foreach (var (name, parameter) in network.Numbers)
            if (!Matrices.IsFinite(parameter.Value))
                throw new InvalidOperationException($"{name} holds NaN or infinity: there is nothing worth saving in it.");
        AtomicFile.Write(path, NetworkFile.Create(network, NetworkFile.Model).Write);
    }

    /// <summary>
    /// Loads a network from a model file or a checkpoint. It predicts bit for bit as the one that was saved. Nothing in the file is run,
    /// and nothing in it is trusted: sizes, shapes, version and checksum are checked.
    /// </summary>
    /// <typeparam name="T">float or double, as it was saved.</typeparam>
    /// <param name="path">The file.</param>
    /// <returns>A new network.</returns>
    /// <exception cref="ModelFormatException">The file is damaged, of another version or number type, or no such file at all.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static Network<T> Load<T>(string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = TensorFile.Read(path);
        return TensorFile.Guard(path, () =>
        {
            NetworkFile.Require<T>(file);
            var network = LayerFormat.Create<T>(file.Text("layers"), file.Tensors.Values.Sum(tensor => (long)tensor.Rows * tensor.Columns));
            if (file.Text("kind") == NetworkFile.Model && network.Numbers.Count() != file.Tensors.Count)
                throw new FormatException($"it has {file.Tensors.Count} tensors for a network of {network.Numbers.Count()}");
            NetworkFile.Fill(file, network);
            return network;
        });
    }
}
