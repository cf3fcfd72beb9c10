using System.Text.Json;
using NeuralLab.Charts;

namespace NeuralLab.Labs;

/// <summary>What the labs reached when <c>neurallab targets --json FILE</c> ran them.</summary>
public static class RecordedTargets
{
    /// <summary>The course's table of targets with the recorded results.</summary>
    /// <param name="path">The file; empty (default) for the targets alone.</param>
    /// <param name="number">What the title begins with, such as <c>"Table 9. "</c>; nothing by default.</param>
    /// <exception cref="DataException">The file is not there, or is no such file.</exception>
    public static TableView Show(string path = "", string number = "")
    {
        ArgumentNullException.ThrowIfNull(path);
        var records = path.Length == 0 ? [] : Read(path);
        return Charts.Show.Table(
            number + (path.Length == 0
                ? "The course's targets. What the labs reach is not recorded here: neurallab report runs them first, or name a file that neurallab targets --json has written"
                : "The course's targets, and what the labs reached"),
            ["lab", "set", "measure", "course", "ours", "reached: mean ± sd", "seeds", "seconds"],
            CourseTarget.All, target => Row(target, records.LastOrDefault(record => record.Lab == target.Lab && record.Set == target.Set)));
    }

    static Cell[] Row(CourseTarget target, Record? record)
    {
        var sign = target.HigherIsBetter ? "≥" : "≤";
        Cell Threshold(double? value) => new(value is { } number ? $"{sign} {Cell.Number(number).Text}" : "-", IsNumber: true);
        Cell[] what = [target.Lab, target.Set, target.Measure, Threshold(target.Course), Threshold(target.Ours)];
        return record is null
            ? [.. what, "-", "-", "-"]
            : [.. what, new Cell($"{(record.Reached ? "✓" : "✗")} {Reached(record)}", IsNumber: true).Highlight(record.Reached), record.Seeds, Cell.Number(record.Seconds, "F1")];
    }

    // A single seed has no deviation, and shows none.
    static string Reached(Record record) => record.Seeds == 1 ? Text(record.Mean) : $"{Text(record.Mean)} ± {Text(record.Sd)}";

    static string Text(double? number) => number is { } value ? Cell.Number(value, "G3").Text : "not finite";

    static Record[] Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Record[]>(File.ReadAllText(path), JsonSerializerOptions.Web) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw new DataException($"{path}: expected what neurallab targets --json writes, an array of {{lab, set, measure, mean, sd, seeds, course, ours, reached, seconds}}.", error);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataNotFoundException(path, $"write it with neurallab targets --json {path}");
        }
    }

    sealed record Record(string Lab, string Set, double? Mean, double? Sd, int Seeds, bool Reached, double Seconds);
}
