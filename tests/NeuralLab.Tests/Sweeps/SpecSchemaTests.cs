using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace NeuralLab.Tests.Sweeps;

/// <summary>The shipped JSON Schemas say what the readers take: every setting with its default, and nothing else.</summary>
public class SpecSchemaTests
{
    static readonly string Folder = Path.Combine(Path.GetDirectoryName(DataFolder.Find())!, "specs");
    static readonly JsonSchema Train = Load("train.schema.json"), Sweep = Load("sweep.schema.json");

    static JsonSchema Load(string name)
    {
        // Each file finds the other by its place.
        var text = File.ReadAllText(Path.Combine(Folder, name));
        var schema = JsonSchema.FromText(text, baseUri: new Uri($"https://neurallab.example/{name}"));
        SchemaRegistry.Global.Register(new Uri($"https://neurallab.example/{name}"), schema);
        return schema;
    }

    static bool IsValid(JsonSchema schema, string json)
    {
        using var document = JsonDocument.Parse(json);
        return schema.Evaluate(document.RootElement).IsValid;
    }

    static JsonNode Definitions(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name)))!;

    [Fact]
    public void Every_setting_is_there_with_its_default()
    {
        var settings = Definitions("train.schema.json")["$defs"]!["setting"]!.AsObject();
        Assert.Equal(MlpExperiment.Defaults.All, settings.Select(pair => KeyValuePair.Create(pair.Key, pair.Value!["default"]!.GetValueKind() == JsonValueKind.String
            ? pair.Value["default"]!.GetValue<string>()
            : (object)pair.Value["default"]!.GetValue<double>())));
        Assert.Equal(settings.Select(pair => pair.Key), Definitions("train.schema.json")["$defs"]!["settings"]!["properties"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(settings.Select(pair => pair.Key), Definitions("sweep.schema.json")["properties"]!["settings"]!["properties"]!.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public void Every_name_is_one_that_the_library_knows()
    {
        string[] Names(params string[] path) => [.. path.Aggregate(Definitions("train.schema.json")["$defs"], (node, name) => node![name])!["enum"]!.AsArray().Select(name => name!.GetValue<string>())];
        static IEnumerable<string> Types<T>() => typeof(T).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(T)) && SettingsJson.IsOwn(type)).Select(type => type.Name);
        Assert.Equal(ExperimentData.Names, Names("data"));
        Assert.Equal(Types<Activation>().Order(StringComparer.Ordinal), Names("setting", "activation").Order(StringComparer.Ordinal));
        Assert.Equal(Types<Optimizer>().Order(StringComparer.Ordinal), Names("setting", "optimizer").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Shipped_specs_are_valid_and_are_read()
    {
        string[] specs = [.. Directory.GetFiles(Folder, "*.json").Where(path => !path.EndsWith(".schema.json", StringComparison.Ordinal))];
        Assert.True(specs.Length >= 4);
        foreach (var path in specs)
        {
            var text = File.ReadAllText(path);
            var isSweep = text.Contains("sweep.schema.json", StringComparison.Ordinal);
            Assert.True(IsValid(isSweep ? Sweep : Train, text), path);
            if (isSweep) Assert.True(SweepSpec.Read(path).Plan.Count > 1);
            else Assert.True(IsValid(Train, TrainSpec.Read(path).ToJson()), path);
        }
    }

    [Theory]
    [InlineData("""{ "data": "iris" }""")]
    [InlineData("""{ "data": "moons", "settings": {} }""")]
    [InlineData("""{ "data": "iris", "settings": { "depth": 3 } }""")]
    [InlineData("""{ "data": "iris", "settings": { "width": "wide" } }""")]
    [InlineData("""{ "data": "iris", "settings": { "activation": "tan" } }""")]
    [InlineData("""{ "data": "iris", "settings": { "dropout": 1 } }""")]
    [InlineData("""{ "data": "iris", "settings": { "layers": "8-" } }""")]
    [InlineData("""{ "data": "iris", "settings": { "epochs": 0 } }""")]
    [InlineData("""{ "data": "iris", "settings": { "learningRate": { "low": 0.1 } } }""")]
    public void What_the_readers_or_the_experiment_refuse_the_schemas_refuse(string text)
    {
        Assert.False(IsValid(Train, text));
        Assert.False(IsValid(Sweep, text));
    }

    [Fact]
    public void The_settings_of_a_sweeps_record_are_those_of_a_run()
    {
        SweepRecord record = new(MlpExperiment.Defaults, 1, new Dictionary<string, double>(), 0);
        Assert.True(IsValid(Train, $$"""{ "data": "iris", "settings": {{JsonNode.Parse(record.ToJson())!["settings"]!.ToJsonString()}} }"""));
    }
}
