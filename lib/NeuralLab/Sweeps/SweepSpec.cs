using System.Text.Json;

namespace NeuralLab;

/// <summary>
/// What <c>neurallab sweep</c> is to run, from a JSON file: <c>data</c> (a course set, digits or iris), <c>seeds</c> (how many, default 5),
/// <c>firstSeed</c> (default 1), <c>settings</c> (of <see cref="MlpExperiment"/>: a value, a list of choices, or a range
/// <c>{"low", "high", "log"}</c>), and for a random search instead of a grid <c>trials</c> and <c>searchSeed</c> (default 0).
/// </summary>
public sealed record SweepSpec
{
    static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    SweepSpec(DataSplit<double> data, IReadOnlyList<Settings> settings, IReadOnlyList<int> seeds) => (Data, Settings, Seeds) = (data, settings, seeds);

    /// <summary>Training and test data.</summary>
    public DataSplit<double> Data { get; }

    /// <summary>What to try: all settings of the experiment, those that the file leaves out at their defaults.</summary>
    public IReadOnlyList<Settings> Settings { get; }

    /// <summary>The seeds of each.</summary>
    public IReadOnlyList<int> Seeds { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataException">It is not there, is no such JSON, or asks for what there is not; the message names the file.</exception>
    public static SweepSpec Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new DataNotFoundException(path, "name the file that says what to try");
        try
        {
            var form = JsonSerializer.Deserialize<Form>(File.ReadAllText(path), Strict) ?? throw new FormatException("expected an object");
            return form.ToSpec();
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentException or InvalidOperationException or DataException)
        {
            throw new DataException($"{path}: {error.Message}", error);
        }
    }

    static DataSplit<double> Load(string name) => name switch
    {
        "digits" => Split.TrainingTest(Digits.Load(), 0.2, seed: 0, stratified: true),
        "iris" => Split.TrainingTest(Iris.Load(), 0.2, seed: 0, stratified: true),
        _ => CourseData.Load(name),
    };

    /// <summary>The file as it stands.</summary>
    sealed record Form
    {
        public required string Data { get; init; }

        public int Seeds { get; init; } = 5;

        public int FirstSeed { get; init; } = 1;

        public int? Trials { get; init; }

        public int SearchSeed { get; init; }

        public required Dictionary<string, JsonElement> Settings { get; init; }

        internal SweepSpec ToSpec()
        {
            if (Settings.Keys.FirstOrDefault(name => !MlpExperiment.Defaults.Has(name)) is { } unknown)
                throw new FormatException($"there is no setting '{unknown}'; there are: {string.Join(", ", MlpExperiment.Defaults.All.Select(pair => pair.Key))}");
            SearchSpace space = new();
            foreach (var (name, value) in MlpExperiment.Defaults.All) Add(space, name, value);
            return new(Load(Data), Trials is { } trials ? space.Random(trials, SearchSeed) : space.Grid(), [.. Enumerable.Range(FirstSeed, Check.AtLeast(1, Seeds))]);
        }

        void Add(SearchSpace space, string name, object value)
        {
            if (!Settings.TryGetValue(name, out var given))
            {
                _ = value is string text ? space.With(name, [text]) : space.With(name, [(double)value]);
            }
            else if (given.ValueKind == JsonValueKind.Object)
            {
                if (value is string) throw new FormatException($"setting '{name}' is a text and has no range");
                var range = given.Deserialize<Range>(Strict)!;
                space.WithRange(name, range.Low, range.High, range.Log);
            }
            else
            {
                JsonElement[] choices = given.ValueKind == JsonValueKind.Array ? [.. given.EnumerateArray()] : [given];
                var kind = value is string ? JsonValueKind.String : JsonValueKind.Number;
                if (choices.Any(choice => choice.ValueKind != kind))
                    throw new FormatException($"setting '{name}' expects {(value is string ? "texts" : "numbers")}, found {given.GetRawText()}");
                _ = value is string
                    ? space.With(name, [.. choices.Select(choice => choice.GetString()!)])
                    : space.With(name, [.. choices.Select(choice => choice.GetDouble())]);
            }
        }
    }

    sealed record Range
    {
        public required double Low { get; init; }

        public required double High { get; init; }

        public bool Log { get; init; }
    }
}
