using System.Text.Json.Nodes;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Grading;

/// <summary>What a check said of an answer.</summary>
/// <param name="Exercise">Its name where the check says it; else empty.</param>
/// <param name="Share">The part of the points, 0 to 1.</param>
/// <param name="Message">What was tried and what came out.</param>
/// <param name="Hint">Where to look.</param>
/// <param name="IsUnanswered">There is no answer yet.</param>
public sealed record Verdict(string Exercise, double Share, string Message, string Hint, bool IsUnanswered)
{
    const string MimeType = "application/vnd.neurallab.check+json";
    const int LongestText = 2000;

    /// <summary>
    /// The verdict of a check cell: what it shows, if it is one of the labs' checks; else by nbgrader's rule an error gives nothing, and
    /// a cell that ends well all points.
    /// </summary>
    internal static Verdict Of(CellFault? fault, JsonObject? value)
    {
        if (fault is null && value?[MimeType] is { } json) return Of(json is JsonObject data ? data : (JsonObject)JsonNode.Parse(json.GetValue<string>())!);
        return fault is null ? new("", 1, Short(value?["text/plain"]?.ToString() ?? ""), "", false)
            : new("", 0, Short(fault.Message), "", fault.Name.EndsWith("NotImplementedException", StringComparison.Ordinal) || fault.Name.EndsWith("UnsolvedException", StringComparison.Ordinal));
    }

    static Verdict Of(JsonObject data)
    {
        string Get(string key) => Short(data[key]?.GetValue<string>() ?? "");
        return new(
            Get("exercise"), Math.Clamp(data["share"]!.GetValue<double>(), 0, 1), Get("message").Replace("RemoteAnswerException: ", "", StringComparison.Ordinal), Get("hint"),
            Get("message") == "There is no answer yet.");
    }

    static string Short(string text) => text.Length <= LongestText ? text : text[..LongestText] + " ...";
}
