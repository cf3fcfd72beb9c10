using System.Text.Json.Nodes;

namespace NeuralLab.Tests.Persistence;

/// <summary>Reads a safetensors file from the published description of the format alone: 8 bytes of length, JSON, numbers row by row.</summary>
static class SecondReader
{
    public static Dictionary<string, double[]> Read(string path)
    {
        using BinaryReader reader = new(File.OpenRead(path));
        var header = JsonNode.Parse(reader.ReadBytes((int)reader.ReadUInt64()))!.AsObject();
        var data = reader.ReadBytes((int)(reader.BaseStream.Length - reader.BaseStream.Position));
        return header.Where(entry => entry.Key != "__metadata__").ToDictionary(entry => entry.Key, entry =>
        {
            var begin = (int)entry.Value!["data_offsets"]![0]!;
            var count = entry.Value["shape"]!.AsArray().Aggregate(1, (product, size) => product * (int)size!);
            Assert.Equal("F64", (string?)entry.Value["dtype"]);
            return Enumerable.Range(0, count).Select(i => BitConverter.ToDouble(data, begin + 8 * i)).ToArray();
        });
    }
}
