using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NeuralLab;

/// <summary>The layers of a network as JSON and back. Numbers are not part of it.</summary>
static class LayerFormat
{
    /// <summary>Layers without numbers cost a file nothing: a file of a few megabytes must not make hundreds of thousands.</summary>
    const int MostLayers = 1000;

    /// <summary>A list of layers. Those of the user's own get their type's name alone, which tells networks apart but makes none.</summary>
    internal static JsonArray Describe<T>(Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. network.Layers.Select(layer => Describe(layer))];

    /// <summary>Stops with an error if a file cannot hold the network.</summary>
    internal static void RequireOwnKinds<T>(Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (network.Layers.Count > MostLayers) throw new NotSupportedException($"The network has {network.Layers.Count} layers; a file holds at most {MostLayers}.");
        foreach (var layer in network.Layers)
            if (layer is CustomLayer<T> || !SettingsJson.IsOwn(layer.Activation.GetType()))
                throw new NotSupportedException(
                    $"{layer.Name} has a {(layer is CustomLayer<T> ? "layer" : "function")} of your own making ({(layer is CustomLayer<T> ? layer.GetType().Name : layer.Activation.Name)}): "
                    + "a file holds no code, so only networks of the library's own layers and activations can be saved.");
    }

    static JsonObject Describe<T>(Layer<T> layer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        JsonObject json = new() { ["type"] = layer.GetType().Name.Split('`')[0], ["inputs"] = layer.Inputs, ["outputs"] = layer.Outputs };
        switch (layer)
        {
            case Dense<T> dense:
                json["activation"] = Setting(dense.Activation);
                json["weights"] = Setting(dense.WeightInitializer);
                json["bias"] = Setting(dense.Bias is null ? null : dense.BiasInitializer);
                json["byHand"] = dense.IsByHand;
                break;
            case ActivationLayer<T>:
                json["activation"] = Setting(layer.Activation);
                break;
            case Dropout<T> dropout:
                json["probability"] = dropout.Probability;
                break;
            case BatchNorm<T> norm:
                json["momentum"] = norm.Momentum;
                json["epsilon"] = norm.Epsilon;
                break;
        }
        if (layer.Regularizer is not null) json["regularizer"] = Setting(layer.Regularizer);
        return json;
    }

    static JsonNode? Setting(object? setting) => setting switch
    {
        null => null,
        CustomActivation custom => custom.Name,
        _ => SettingsJson.Describe(setting),
    };

    /// <summary>Makes the network that a list describes, its numbers still to come.</summary>
    /// <param name="json">From <see cref="Describe{T}(Network{T})"/>.</param>
    /// <param name="most">Most numbers that it may have: what the file holds. A lie about sizes must not take memory.</param>
    internal static Network<T> Create<T>(string json, long most)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
        List<Layer<T>> layers = [];
        if (document.RootElement.GetArrayLength() > MostLayers) throw new FormatException($"it has {document.RootElement.GetArrayLength()} layers; at most {MostLayers} can be read");
        foreach (var layer in document.RootElement.EnumerateArray()) layers.Add(Create<T>(layer, ref most));
        return new([.. layers]);
    }

    static Layer<T> Create<T>(JsonElement json, ref long most)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int inputs = Member(json, "inputs").GetInt32(), outputs = Member(json, "outputs").GetInt32();
        var type = Member(json, "type").GetString();
        var regularizer = json.TryGetProperty("regularizer", out var penalty) ? SettingsJson.Create<Regularizer>(penalty) : null;
        most -= type switch
        {
            nameof(Dense<>) => (long)inputs * outputs + outputs,
            nameof(BatchNorm<>) => 4L * outputs,
            _ => 0,
        };
        var hasBias = json.TryGetProperty("bias", out var bias) && bias.ValueKind != JsonValueKind.Null;
        if (type == nameof(Dense<>) && !hasBias) most += outputs;
        if (most < 0) throw new FormatException("the layers have more numbers than the file");
        if (inputs != outputs && type != nameof(Dense<>)) throw new FormatException($"a layer of kind {type} must have as many outputs as inputs");
        return type switch
        {
            nameof(Dense<>) => new Dense<T>(
                inputs, outputs, SettingsJson.Create<Activation>(Member(json, "activation")), SettingsJson.Create<Initializer>(Member(json, "weights")),
                hasBias ? SettingsJson.Create<Initializer>(bias) : null, hasBias)
            {
                IsByHand = Member(json, "byHand").GetBoolean(), Regularizer = regularizer,
            },
            nameof(ActivationLayer<>) => new ActivationLayer<T>(outputs, SettingsJson.Create<Activation>(Member(json, "activation"))),
            nameof(Dropout<>) => new Dropout<T>(outputs, Member(json, "probability").GetDouble()),
            nameof(BatchNorm<>) => new BatchNorm<T>(outputs, Member(json, "momentum").GetDouble(), Member(json, "epsilon").GetDouble()) { Regularizer = regularizer },
            _ => throw new FormatException($"'{type}' is no layer of this library"),
        };
    }

    static JsonElement Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value : throw new FormatException($"a layer has no '{name}'");
}
