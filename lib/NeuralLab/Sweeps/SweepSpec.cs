using System.Text.Json;

namespace NeuralLab;

/// <summary>
/// What <c>neurallab sweep</c> is to run, from a JSON file: <c>data</c> (a course set, digits or iris), <c>seeds</c> (how many, default 5),
/// <c>firstSeed</c> (default 1), <c>settings</c> (of <see cref="MlpExperiment"/>: a value, a list of choices, or a range
/// <c>{"low", "high", "log"}</c>), and for a random search instead of a grid <c>trials</c> and <c>searchSeed</c> (default 0).
/// </summary>
public sealed record SweepSpec
{
    static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false,
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
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            return From(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new DataException($"{path}, line {error.LineNumber + 1}: this is no JSON: {error.Message}", error);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException or DataException)
        {
            throw new DataException($"{path}: {error.Message}", error);
        }
    }

    static SweepSpec From(JsonElement file)
    {
        RequireMembers(file, "the file", ["data", "settings"], ["seeds", "firstSeed", "trials", "searchSeed"]);
        string[] names = [.. MlpExperiment.Defaults.All.Select(pair => pair.Key)];
        RequireMembers(file.GetProperty("settings"), "settings", [], names);
        SearchSpace space = new();
        foreach (var (name, value) in MlpExperiment.Defaults.All)
            Add(space, name, value, file.GetProperty("settings").TryGetProperty(name, out var given) ? given : null);
        const int MostSeeds = 10_000;
        var seeds = Whole(file, "seeds", 1) ?? 5;
        if (seeds > MostSeeds) throw new FormatException(FormattableString.Invariant($"seeds must be at most {MostSeeds:N0}, but is {seeds}"));
        var data = file.GetProperty("data");
        if (data.ValueKind != JsonValueKind.String) throw new FormatException($"data must be a name in quotes, but is {data.GetRawText()}");
        return new(
            Load(data.GetString()!),
            Whole(file, "trials", 1) is { } trials ? space.Random(trials, Whole(file, "searchSeed", 0) ?? 0) : space.Grid(),
            [.. Enumerable.Range(Whole(file, "firstSeed", 0) ?? 1, seeds)]);
    }

    static DataSplit<double> Load(string name) => name switch
    {
        "digits" => Split.TrainingTest(Digits.Load(), 0.2, seed: 0, stratified: true),
        "iris" => Split.TrainingTest(Iris.Load(), 0.2, seed: 0, stratified: true),
        _ => CourseData.Load(name),
    };

    static void Add(SearchSpace space, string name, object value, JsonElement? given)
    {
        var text = value is string;
        if (given is not { } choice)
        {
            _ = text ? space.With(name, [(string)value]) : space.With(name, [(double)value]);
        }
        else if (choice.ValueKind == JsonValueKind.Object)
        {
            if (text) throw new FormatException($"setting '{name}' is a text and has no range");
            RequireMembers(choice, $"the range of '{name}'", ["low", "high"], ["log"]);
            space.WithRange(name, Number(choice, "low"), Number(choice, "high"), choice.TryGetProperty("log", out var log) && log.ValueKind == JsonValueKind.True);
        }
        else
        {
            JsonElement[] choices = choice.ValueKind == JsonValueKind.Array ? [.. choice.EnumerateArray()] : [choice];
            if (choices.Any(each => each.ValueKind != (text ? JsonValueKind.String : JsonValueKind.Number)))
                throw new FormatException($"setting '{name}' expects {(text ? "texts" : "numbers")}, found {choice.GetRawText()}");
            _ = text
                ? space.With(name, [.. choices.Select(each => each.GetString()!)])
                : space.With(name, [.. choices.Select(each => each.GetDouble())]);
        }
    }

    static void RequireMembers(JsonElement json, string what, string[] required, string[] optional)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException($"{what} must be an object {{ ... }}, but is {json.GetRawText()}");
        string[] known = [.. required, .. optional];
        if (json.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new FormatException($"{what} cannot have '{unknown}'; it can have: {string.Join(", ", known)}");
        if (required.FirstOrDefault(name => !json.TryGetProperty(name, out _)) is { } missing)
            throw new FormatException($"{what} needs '{missing}'");
    }

    static int? Whole(JsonElement json, string name, int minimum) =>
        !json.TryGetProperty(name, out var given) ? null
        : given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number) && number >= minimum ? number
        : throw new FormatException($"{name} must be a whole number >= {minimum}, but is {given.GetRawText()}");

    static double Number(JsonElement json, string name) => json.GetProperty(name) is { ValueKind: JsonValueKind.Number } given
        ? given.GetDouble()
        : throw new FormatException($"{name} must be a number, but is {json.GetProperty(name).GetRawText()}");
}
