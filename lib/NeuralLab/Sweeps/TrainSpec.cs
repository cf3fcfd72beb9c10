using System.Text.Json;
using System.Text.Json.Nodes;

namespace NeuralLab;

/// <summary>
/// What <c>neurallab train</c> is to run, from a JSON file: <c>data</c> (a name of <c>neurallab data list</c>), <c>settings</c> (of
/// <see cref="MlpExperiment"/>, one value each, as a line of a sweep's results has them), <c>seed</c> (default 1) and
/// <c>checkpointEvery</c> (epochs, default 1).
/// </summary>
public sealed record TrainSpec
{
    TrainSpec(string data, HyperParameters settings, int seed, int checkpointEvery) =>
        (Data, Settings, Seed, CheckpointEvery) = (data, settings, seed, checkpointEvery);

    /// <summary>Name of the data.</summary>
    public string Data { get; }

    /// <summary>All settings of the experiment, those that the file leaves out at their defaults.</summary>
    public HyperParameters Settings { get; }

    /// <summary>Weights, batches, dropout, validation part.</summary>
    public int Seed { get; }

    /// <summary>Epochs from one checkpoint to the next, at least 1.</summary>
    public int CheckpointEvery { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataException">It is not there, is no such JSON, or asks for what there is not; the message names the file.</exception>
    public static TrainSpec Read(string path) => SpecFile.Read(path, file =>
    {
        SpecFile.RequireMembers(file, "the file", ["data", "settings"], ["seed", "checkpointEvery", SpecFile.Schema]);
        var given = file.GetProperty("settings");
        SpecFile.RequireMembers(given, "settings", [], [.. MlpExperiment.Defaults.All.Select(pair => pair.Key)]);
        return new TrainSpec(
            ExperimentData.Require(SpecFile.Text(file, "data")),
            new(MlpExperiment.Defaults.All.Select(pair => given.TryGetProperty(pair.Key, out var value)
                ? KeyValuePair.Create(pair.Key, SpecFile.Value(pair.Key, pair.Value, value))
                : pair)),
            SpecFile.Whole(file, "seed", 0) ?? 1,
            SpecFile.Whole(file, "checkpointEvery", 1) ?? 1);
    });

    /// <summary>The file that <see cref="Read"/> reads the same from, every setting written out.</summary>
    public string ToJson() => new JsonObject
    {
        ["data"] = Data,
        ["seed"] = Seed,
        ["checkpointEvery"] = CheckpointEvery,
        ["settings"] = Settings.ToJson(),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
