using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks;

/// <summary>Metadata as Polyglot Notebooks writes it, without which editors change the file on opening; nothing that a run leaves behind.</summary>
static class MetadataRules
{
    static readonly JsonObject Notebook = (JsonObject)JsonNode.Parse("""
        {
          "kernelspec": { "display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp" },
          "language_info": { "file_extension": ".cs", "mimetype": "text/x-csharp", "name": "polyglot-notebook", "pygments_lexer": "csharp" },
          "polyglot_notebook": { "kernelInfo": { "defaultKernelName": "csharp", "items": [{ "aliases": [], "languageName": "csharp", "name": "csharp" }] } }
        }
        """)!;

    static readonly JsonObject CodeCell = (JsonObject)JsonNode.Parse("""
        { "dotnet_interactive": { "language": "csharp" }, "polyglot_notebook": { "kernelName": "csharp" } }
        """)!;

    public static IEnumerable<RuleViolation> Check(NotebookDocument document, string json)
    {
        foreach (var fault in Missing(Notebook, document.Metadata))
            yield return new("metadata", 0, 0, fault);

        var file = JsonNode.Parse(json)!;
        if (file["nbformat_minor"] is not JsonValue minor || !minor.TryGetValue(out int version) || version != 5)
            yield return new("metadata", 0, 0, "nbformat_minor should be 5, the first version whose cells have ids");
        for (var index = 0; index < document.Cells.Count; index++)
        {
            var cell = document.Cells[index];
            if (file["cells"]![index]!["id"] is not JsonValue id || id.GetValue<string>() != cell.Id)
                yield return new("metadata", index + 1, 0, "the cell should have an id, and one of its own");
            if (cell.CellType != CellType.Code)
                continue;
            foreach (var fault in Missing(CodeCell, cell.Metadata))
                yield return new("metadata", index + 1, 0, fault);
            if (cell.Outputs.Count > 0)
                yield return new("outputs", index + 1, 0, "outputs do not belong into a committed notebook: clear them");
            if (cell.ExecutionCount is not null)
                yield return new("outputs", index + 1, 0, "an execution count does not belong into a committed notebook: clear it");
        }
    }

    static IEnumerable<string> Missing(JsonObject expected, JsonObject found) =>
        from pair in expected
        where !JsonNode.DeepEquals(pair.Value, found[pair.Key])
        select $"metadata.{pair.Key} should be {pair.Value!.ToJsonString()}, found {found[pair.Key]?.ToJsonString() ?? "nothing"}";
}
