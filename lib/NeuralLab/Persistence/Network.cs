using System.Numerics;

namespace NeuralLab;

/// <summary>Loads networks that <see cref="Network{T}.Save"/> wrote.</summary>
public static class Network
{
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
