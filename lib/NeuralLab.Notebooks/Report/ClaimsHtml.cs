using System.Text.Json;
using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks.Report;

/// <summary>A lab's conclusions, each with what the run says to it, from their JSON.</summary>
static class ClaimsHtml
{
    sealed record Conclusions(string Lab, Claim[] Claims);

    sealed record Claim(string Text, bool Holds, string Evidence);

    /// <summary>The list, or null where the JSON is not one.</summary>
    public static string? Of(JsonObject json)
    {
        if (Read(json) is not { Lab: not null, Claims: not null } conclusions || conclusions.Claims.Any(claim => claim?.Text is null))
            return null;
        var items = conclusions.Claims.Select(claim =>
            $"<li class=\"verdict {(claim.Holds ? "passed" : "missed")}\">{(claim.Holds ? "✓" : "✗ not in this run:")} {Html.Escape(claim.Text)} <span class=\"evidence\">{Html.Escape(claim.Evidence ?? "")}</span></li>");
        return $"<div class=\"claims\"><p class=\"title\">{Html.Escape(conclusions.Lab)}: what this run says</p><ul>{string.Concat(items)}</ul></div>";
    }

    static Conclusions? Read(JsonObject json)
    {
        try
        {
            return json.Deserialize<Conclusions>(JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
