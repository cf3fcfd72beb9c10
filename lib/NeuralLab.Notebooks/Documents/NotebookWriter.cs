using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks;

/// <summary>Writes a document the way Jupyter does, so that saving a notebook elsewhere changes no line that did not change.</summary>
static class NotebookWriter
{
    /// <summary>The keys of a cell that <see cref="NotebookCell"/> has properties for.</summary>
    public static readonly string[] CellKeys = ["cell_type", "execution_count", "id", "metadata", "outputs", "source"];

    static readonly JsonWriterOptions Layout = new() { Indented = true, IndentSize = 1, NewLine = "\n", Encoder = PlainTextEncoder.Instance };

    public static string Write(NotebookDocument document)
    {
        CellIds.Repair(document.Cells);
        var root = new JsonObject
        {
            ["cells"] = new JsonArray([.. document.Cells.Select(Cell)]),
            ["metadata"] = Sorted(document.Metadata),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Layout))
            root.WriteTo(writer);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }

    static JsonObject Cell(NotebookCell cell)
    {
        var keys = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal)
        {
            ["cell_type"] = cell.CellType switch { CellType.Code => "code", CellType.Markdown => "markdown", _ => "raw" },
            ["id"] = cell.Id,
            ["metadata"] = Sorted(cell.Metadata),
            ["source"] = Lines(cell.Source),
        };
        if (cell.CellType == CellType.Code)
        {
            keys["execution_count"] = cell.ExecutionCount;
            keys["outputs"] = new JsonArray([.. cell.Outputs.Select(Output)]);
        }
        foreach (var (key, value) in cell.OtherKeys)
            keys.TryAdd(key, Sorted(value));
        return new JsonObject(keys);
    }

    static JsonObject Output(CellOutput output) => output switch
    {
        StreamOutput stream => new JsonObject { ["name"] = stream.Name, ["output_type"] = "stream", ["text"] = Lines(stream.Text) },
        ExecuteResult result => new JsonObject
        {
            ["data"] = Bundle(result.Data),
            ["execution_count"] = result.ExecutionCount,
            ["metadata"] = Sorted(result.Metadata),
            ["output_type"] = "execute_result",
        },
        DisplayOutput display => new JsonObject
        {
            ["data"] = Bundle(display.Data),
            ["metadata"] = Sorted(display.Metadata),
            ["output_type"] = "display_data",
        },
        ErrorOutput error => new JsonObject
        {
            ["ename"] = error.Name,
            ["evalue"] = error.Message,
            ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. error.Traceback.Select(line => JsonValue.Create(line))]),
        },
        _ => throw new InvalidOperationException($"nbformat has no output of type {output.GetType().Name}"),
    };

    static JsonObject Bundle(JsonObject data)
    {
        var bundle = new JsonObject();
        foreach (var (mimeType, content) in data.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            bundle[mimeType] = !MimeTypes.IsJson(mimeType) && content is JsonValue value && value.TryGetValue(out string? text)
                ? Lines(text)
                : Sorted(content);
        }
        return bundle;
    }

    /// <summary>A copy whose keys are in Jupyter's order, that of their characters.</summary>
    static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject keys => new JsonObject(
            keys.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray elements => new JsonArray([.. elements.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    /// <summary>One string per line, each but the last with its line end.</summary>
    static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) + 1;
            if (end == 0)
                end = text.Length;
            lines.Add(JsonValue.Create(text[start..end]));
            start = end;
        }
        return lines;
    }
}
