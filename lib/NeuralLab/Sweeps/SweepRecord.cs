using System.Text.Json;
using System.Text.Json.Nodes;

namespace NeuralLab;

/// <summary>What one run of a sweep gave.</summary>
/// <param name="Settings">Its settings.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Results">What was measured, by name; NaN where the run diverged.</param>
/// <param name="Seconds">How long the run took.</param>
public sealed record SweepRecord(HyperParameters Settings, int Seed, IReadOnlyDictionary<string, double> Results, double Seconds)
{
    static readonly JsonSerializerOptions PlainText = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A result by its name.</summary>
    /// <param name="measure">As in <see cref="Results"/>.</param>
    /// <exception cref="ArgumentException">It was not measured.</exception>
    public double this[string measure] => Results.TryGetValue(measure, out var value)
        ? value
        : throw new ArgumentException($"'{measure}' was not measured; there are: {string.Join(", ", Results.Keys)}.", nameof(measure));

    /// <summary><c>{settings: {name: value}, seed, results: {name: number}, seconds}</c> on one line; a number that is not finite is null.</summary>
    public string ToJson() => new JsonObject
    {
        ["settings"] = Settings.ToJson(),
        ["seed"] = Seed,
        ["results"] = new JsonObject(Results.Select(pair => KeyValuePair.Create(
            pair.Key, double.IsFinite(pair.Value) ? (JsonNode?)JsonValue.Create(pair.Value) : null))),
        ["seconds"] = Seconds,
    }.ToJsonString(PlainText);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">One record.</param>
    /// <exception cref="FormatException">It is no record.</exception>
    public static SweepRecord FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var record = JsonNode.Parse(json)!;
            return new(
                new(record["settings"]!.AsObject().Select(pair => KeyValuePair.Create(pair.Key, Value(pair.Value!)))),
                record["seed"]!.GetValue<int>(),
                record["results"]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value?.GetValue<double>() ?? double.NaN),
                record["seconds"]!.GetValue<double>());
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or ArgumentException or NullReferenceException)
        {
            throw new FormatException("Expected a record {settings, seed, results, seconds}.", error);
        }
    }

    static object Value(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.GetValue<double>();
}
