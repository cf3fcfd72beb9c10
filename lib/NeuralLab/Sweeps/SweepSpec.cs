using System.Text.Json;

namespace NeuralLab;

/// <summary>
/// What <c>neurallab sweep</c> is to run, from a JSON file: <c>data</c> (a name of <c>neurallab data list</c>), <c>seeds</c> (how many, default 5),
/// <c>firstSeed</c> (default 1), <c>settings</c> (of <see cref="MlpExperiment"/>: a value, a list of choices, or a range
/// <c>{"low", "high", "log"}</c>), and for a random search instead of a grid <c>trials</c> and <c>searchSeed</c> (default 0).
/// </summary>
public sealed record SweepSpec
{
    SweepSpec(DataSplit<double> data, SweepPlan plan) => (Data, Plan) = (data, plan);

    /// <summary>Training and test data.</summary>
    public DataSplit<double> Data { get; }

    /// <summary>Every run: all settings of the experiment, those that the file leaves out at their defaults, with every seed.</summary>
    public SweepPlan Plan { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataException">It is not there, is no such JSON, or asks for what there is not; the message names the file.</exception>
    public static SweepSpec Read(string path) => SpecFile.Read(path, From);

    static SweepSpec From(JsonElement file)
    {
        SpecFile.RequireMembers(file, "the file", ["data", "settings"], ["seeds", "firstSeed", "trials", "searchSeed", SpecFile.Schema]);
        string[] names = [.. MlpExperiment.Defaults.All.Select(pair => pair.Key)];
        SpecFile.RequireMembers(file.GetProperty("settings"), "settings", [], names);
        SearchSpace space = new();
        foreach (var (name, value) in MlpExperiment.Defaults.All)
            Add(space, name, value, file.GetProperty("settings").TryGetProperty(name, out var given) ? given : null);
        const int MostSeeds = 10_000;
        var seeds = SpecFile.Whole(file, "seeds", 1) ?? 5;
        if (seeds > MostSeeds) throw new FormatException(FormattableString.Invariant($"seeds must be at most {MostSeeds:N0}, but is {seeds}"));
        var data = ExperimentData.Require(SpecFile.Text(file, "data"));
        if ((long)seeds * (SpecFile.Whole(file, "trials", 1) ?? 1) > SweepPlan.MostRuns) throw new FormatException(FormattableString.Invariant($"trials with {seeds:N0} seeds each are more than {SweepPlan.MostRuns:N0} runs"));
        var tried = SpecFile.Whole(file, "trials", 1) is { } trials ? space.Random(trials, SpecFile.Whole(file, "searchSeed", 0) ?? 0) : space.Grid();
        SweepPlan plan = new(tried, Enumerable.Range(SpecFile.Whole(file, "firstSeed", 0) ?? 1, seeds));
        return new(ExperimentData.Load<double>(data), plan);
    }

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
            SpecFile.RequireMembers(choice, $"the range of '{name}'", ["low", "high"], ["log"]);
            space.WithRange(
                name, SpecFile.Number(choice, "low"), SpecFile.Number(choice, "high"),
                choice.TryGetProperty("log", out var log) && log.ValueKind == JsonValueKind.True);
        }
        else
        {
            JsonElement[] choices = choice.ValueKind == JsonValueKind.Array ? [.. choice.EnumerateArray()] : [choice];
            var expected = text ? JsonValueKind.String : JsonValueKind.Number;
            if (choices.FirstOrDefault(each => each.ValueKind != expected) is { ValueKind: not JsonValueKind.Undefined })
                throw new FormatException($"setting '{name}' expects {(text ? "texts" : "numbers")}, found {SettingsJson.Short(choice)}");
            _ = text
                ? space.With(name, [.. choices.Select(each => each.GetString()!)])
                : space.With(name, [.. choices.Select(each => each.GetDouble())]);
        }
    }
}
