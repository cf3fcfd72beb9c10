using System.Numerics;

namespace NeuralLab;

/// <summary>Networks in files: what the two halves of saving and loading share with checkpoints.</summary>
static class NetworkFile
{
    internal const string Model = "model", CheckpointKind = "checkpoint";
    const string Format = "neurallab", Version = "1";

    /// <summary>A file that holds a network: its layers as JSON, its parameters and running statistics as tensors.</summary>
    internal static TensorFile Create<T>(Network<T> network, string kind)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorFile file = new();
        file.Metadata["format"] = Format;
        file.Metadata["version"] = Version;
        file.Metadata["library"] = typeof(NetworkFile).Assembly.GetName().Version!.ToString(3);
        file.Metadata["kind"] = kind;
        file.Metadata["number"] = Tensor.TypeOf<T>();
        file.Metadata["layers"] = LayerFormat.Describe(network).ToJsonString();
        foreach (var (name, parameter) in network.Numbers) file.Add(name, parameter.Value);
        return file;
    }

    /// <summary>Checks that a file is of this library, of a version that this one reads, and of a number type.</summary>
    internal static void Require<T>(TensorFile file)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (file.Text("format") != Format) throw new FormatException($"its format is '{file.Text("format")}', expected '{Format}'");
        if (file.Text("version") != Version) throw new FormatException($"its version is '{file.Text("version")}'; this library reads version {Version}");
        if (file.Text("number") != Tensor.TypeOf<T>())
            throw new FormatException($"its numbers are {file.Text("number")}; load it as {(file.Text("number") == "F32" ? "float" : "double")}, not as {(typeof(T) == typeof(float) ? "float" : "double")}");
    }

    /// <summary>Copies a file's numbers into a network, after all of them were checked.</summary>
    internal static void Fill<T>(TensorFile file, Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var numbers = network.Numbers.Select(item =>
            (item.Parameter, Value: file.Get<T>(item.Name, item.Parameter.Value.RowCount, item.Parameter.Value.ColumnCount))).ToList();
        foreach (var (parameter, value) in numbers) Matrices.RequireFinite(value, parameter.Name);
        foreach (var (parameter, value) in numbers) parameter.Set(value);
    }
}
