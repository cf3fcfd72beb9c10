using System.Text.Json;
using System.Text.Json.Nodes;
using NeuralLab.Labs;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli;

/// <summary>A row of the course's table of targets, and what an executed notebook left for it.</summary>
/// <param name="Target">The row.</param>
/// <param name="Record">The record among the outputs, see <see cref="TargetResult.ToJson"/>; null where no notebook left one.</param>
sealed record TargetOutcome(CourseTarget Target, JsonObject? Record)
{
    static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    public bool IsReached => Record?["reached"]?.GetValue<bool>() == true;

    public double? Mean => Record?["mean"]?.GetValue<double>();

    public double? Deviation => Record?["sd"]?.GetValue<double>();

    public int Seeds => Record?["seeds"]?.GetValue<int>() ?? 0;

    public double Seconds => Record?["seconds"]?.GetValue<double>() ?? 0;

    /// <summary>Every row of the table with its record; of several records for a row the last counts.</summary>
    public static TargetOutcome[] Collect(IEnumerable<NotebookDocument> executed)
    {
        var records = executed
            .SelectMany(document => document.Cells).SelectMany(cell => cell.Outputs).OfType<DisplayOutput>()
            .Select(output => output.Data[TargetResult.MimeType]).OfType<JsonObject>().ToArray();
        return [.. CourseTarget.All.Select(target => new TargetOutcome(
            target, records.LastOrDefault(record => (string?)record["lab"] == target.Lab && (string?)record["set"] == target.Set)))];
    }

    /// <summary>The outcomes as the array that <c>--json</c> promises; a row without a record has no mean and is not reached.</summary>
    public static string ToJson(IEnumerable<TargetOutcome> outcomes) => JsonSerializer.Serialize(
        outcomes.Select(outcome => new
        {
            lab = outcome.Target.Lab,
            set = outcome.Target.Set,
            measure = outcome.Target.Measure,
            mean = outcome.Mean,
            sd = outcome.Deviation,
            seeds = outcome.Seeds,
            course = outcome.Target.Course,
            ours = outcome.Target.Ours,
            reached = outcome.IsReached,
            seconds = outcome.Seconds,
        }), Readable);
}
