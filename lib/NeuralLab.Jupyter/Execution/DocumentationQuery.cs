using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NeuralLab.Notebooks;

namespace NeuralLab.Jupyter.Execution;

/// <summary>A cell that is a name and a question mark asks for documentation, as in other kernels: <c>Math.Max?</c> is no C#.</summary>
static partial class DocumentationQuery
{
    /// <summary>The name that is asked for; null where the cell is code.</summary>
    public static string? Parse(string code) => Query().Match(code) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>What the front end shows beside the notebook.</summary>
    public static JsonArray Answer(CellSession session, string name)
    {
        var found = session.InspectAsync(name, name.Length).GetAwaiter().GetResult();
        var data = new JsonObject { [MimeTypes.Text] = found?.Text ?? $"Nothing is known of {name}." };
        if (found is not null)
            data["text/markdown"] = found.Markdown;
        return [new JsonObject { ["source"] = "page", ["data"] = data, ["start"] = 0 }];
    }

    [GeneratedRegex(@"^\s*(?:\?\s*(?<name>\w[\w.]*)|(?<name>\w[\w.]*)\s*\?{1,2})\s*$")]
    private static partial Regex Query();
}
