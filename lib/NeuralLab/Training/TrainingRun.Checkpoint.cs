using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// The part of a run that checkpoints: everything that decides how it goes on, between two epochs. Orders and dropout masks are functions
/// of seed, epoch and step, so there is no state of a random source to keep.
/// </summary>
sealed partial class TrainingRun<T>
{
    static readonly JsonSerializerOptions Strict = new()
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    JsonObject? settingsAsJson;

    /// <summary>Where a run stands; what stops it by rule, not by circumstance, stands too.</summary>
    sealed record Position(int Epoch, long Step, int BestEpoch, double BestLoss, double Carried, StopReason? StopReason);

    void SaveCheckpoint(string path)
    {
        var file = NetworkFile.Create(settings.Network, NetworkFile.CheckpointKind);
        var reason = state.StopReason is StopReason.EarlyStopping or StopReason.GoalReached ? state.StopReason : null;
        file.Metadata["position"] = JsonSerializer.Serialize(new Position(state.Epoch, state.Step, bestEpoch, bestLoss, update.Optimizer.Carried, reason), Strict);
        file.Metadata["settings"] = Settings().ToJsonString();
        TensorSection run = new(file, "run.");
        foreach (var (name, values) in OptimizerState()) run.Section("optimizer").Add(name, values);
        run.Add("schedule", schedule.State);
        best.Save(run.Section("best"));
        history.Save(run.Section("history"));
        for (var i = 0; i < settings.Observers.Count; i++) settings.Observers[i].Save(run.Section($"observer {i}"));
        AtomicFile.Write(path, file.Write);
    }

    bool LoadCheckpoint(TensorFile file)
    {
        var position = JsonSerializer.Deserialize<Position>(file.Text("position"), Strict) ?? throw new FormatException("it has no position");
        if (position.Epoch < 0 || position.Step < 0) throw new FormatException("its position is not a place in a run");
        TensorSection run = new(file, "run.");
        foreach (var (name, values) in OptimizerState())
            run.Section("optimizer").Get<T>(name, values.RowCount, values.ColumnCount).CopyTo(values);
        schedule.State = run.Numbers("schedule");
        best.Load(run.Section("best"));
        history.Load(run.Section("history"), position.Epoch, validation is not null, settings.Metrics.Select(metric => metric.Name));
        for (var i = 0; i < settings.Observers.Count; i++) settings.Observers[i].Load(run.Section($"observer {i}"));
        (state.Epoch, state.Step, state.StopReason) = (position.Epoch, position.Step, position.StopReason);
        (bestEpoch, bestLoss, update.Optimizer.Carried) = (position.BestEpoch, position.BestLoss, position.Carried);
        secondsBefore = history.Epochs > 0 ? history.Seconds[^1] : 0;
        NetworkFile.Fill(file, settings.Network);
        return true;
    }

    /// <summary>Stops with an error that names the first setting in which this run differs from the checkpoint's.</summary>
    internal void RequireSameSettings(string path, string json)
    {
        using var document = TensorFile.Guard(path, () =>
        {
            var parsed = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            return parsed.RootElement.ValueKind == JsonValueKind.Object ? parsed : throw new FormatException("its settings are no object");
        });
        foreach (var (name, value) in Settings())
        {
            var now = value?.ToJsonString() ?? "null";
            var then = document.RootElement.TryGetProperty(name, out var saved) ? saved.GetRawText() : "nothing";
            if (now != then) throw new ArgumentException($"The run of checkpoint {path} had {name} {then}, but this one has {now}; a run resumes with the settings and data it began with.", name);
        }
    }

    JsonObject Settings() => settingsAsJson ??= new()
    {
        ["Layers"] = LayerFormat.Describe(settings.Network),
        [nameof(settings.Loss)] = Describe(settings.Loss),
        [nameof(settings.Optimizer)] = Describe(settings.Optimizer),
        [nameof(settings.Schedule)] = Describe(settings.Schedule),
        [nameof(settings.Regularizer)] = Describe(settings.Regularizer),
        [nameof(settings.Clipping)] = Describe(settings.Clipping),
        [nameof(settings.MaxNorm)] = Describe(settings.MaxNorm),
        [nameof(settings.BatchSize)] = batchSize,
        [nameof(settings.Shuffle)] = settings.Shuffle,
        [nameof(settings.Seed)] = settings.Seed,
        [nameof(settings.Metrics)] = string.Join(", ", settings.Metrics),
        [nameof(settings.Observers)] = string.Join(", ", settings.Observers.Select(observer => observer.GetType().Name)),
        ["Data"] = DataHash(),
    };

    static JsonObject? Describe(object? setting) => setting switch
    {
        null => null,
        _ => SettingsJson.Describe(setting, ownOnly: false),
    };

    /// <summary>Tells data apart: a hash over samples, targets, weights and validation data.</summary>
    string DataHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var matrix in new[] { X, Y, validationX, validationY })
            if (matrix is not null) hash.AppendData(MemoryMarshal.AsBytes(matrix.AsColumnMajorArray().AsSpan()));
        if (settings.SampleWeights is { } weights) hash.AppendData(MemoryMarshal.AsBytes(weights.ToArray().AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The optimizer's numbers as matrices of the parameters' shapes that share memory with it.</summary>
    IEnumerable<(string Name, Matrix<T> Values)> OptimizerState() => update.State.SelectMany(item => item.State.Select((values, number) =>
        ($"{item.Layer + 1}.{item.Parameter.Name}.{number}", Matrix<T>.Build.Dense(item.Parameter.Value.RowCount, item.Parameter.Value.ColumnCount, values))));
}
