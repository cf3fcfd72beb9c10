using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NeuralLab.Notebooks;

/// <summary>Turns the JSON of nbformat 4 into a document, naming the place of the first fault.</summary>
sealed partial class NotebookReader(string file)
{
    const int MaximumDepth = 128;

    // Each takes a hundred bytes and more once it is changed or written.
    const int MaximumValues = 4_000_000;

    public NotebookDocument Read(string json)
    {
        try
        {
            var root = Expect<JsonObject>(ParseJson(json), "the file", "a JSON object");
            CheckVersion(root);
            var cells = Member<JsonArray>(root, "", "cells", "a list");
            var document = new NotebookDocument
            {
                Metadata = Metadata(root, ""),
                Cells = [.. cells.Select((cell, index) => Cell(cell, $"cells[{index}]"))],
            };
            CellIds.Repair(document.Cells);
            return document;
        }
        catch (InvalidOperationException fault)
        {
            // The JSON reader checks a string's escapes only when the string is asked for.
            throw Fault("expected text, found a string with half a surrogate pair", fault);
        }
    }

    JsonNode? ParseJson(string json)
    {
        try
        {
            var bytes = Encoding.UTF8.GetBytes(json);
            if (!HasAtMost(MaximumValues, bytes))
                throw Fault($"expected a notebook of at most {MaximumValues:N0} values, found more");
            return JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException fault)
        {
            var place = fault.LineNumber is { } line ? $" at line {line + 1}, column {fault.BytePositionInLine + 1}" : "";
            throw Fault($"expected a notebook in JSON, found a fault{place}: {Reason(fault.Message)}", fault);
        }
    }

    static bool HasAtMost(int values, byte[] json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndArray or JsonTokenType.EndObject) && values-- == 0)
                return false;
        }
        return true;
    }

    /// <summary>The JSON reader's message without the position that it appends.</summary>
    static string Reason(string message) => Position().Replace(message, "").ReplaceLineEndings(" ").Trim();

    [GeneratedRegex(@"(Path: |LineNumber: ).*$", RegexOptions.Singleline)]
    private static partial Regex Position();

    void CheckVersion(JsonObject root)
    {
        var version = Member<JsonValue>(root, "", "nbformat", "the number 4");
        if (!version.TryGetValue(out int major))
            throw Fault($"nbformat: expected the number 4, found {version.ToJsonString()}");
        if (major != 4)
            throw Fault($"expected nbformat 4, found nbformat {major}; open it in Jupyter and save it again to convert it");
    }

    NotebookCell Cell(JsonNode? node, string place)
    {
        var cell = Expect<JsonObject>(node, place, "an object");
        var type = Text(cell, place, "cell_type") switch
        {
            "code" => CellType.Code,
            "markdown" => CellType.Markdown,
            "raw" => CellType.Raw,
            var other => throw Fault($"{place}.cell_type: expected code, markdown or raw, found \"{other}\""),
        };
        var others = cell.Where(pair => !NotebookWriter.CellKeys.Contains(pair.Key))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()));
        return new NotebookCell(type, MultilineText(cell["source"], $"{place}.source"))
        {
            Id = cell["id"] is null ? "" : Text(cell, place, "id"),
            Metadata = Metadata(cell, place),
            OtherKeys = new JsonObject(others),
            ExecutionCount = type == CellType.Code ? Number(cell, place, "execution_count") : null,
            Outputs = type == CellType.Code
                ? [.. Member<JsonArray>(cell, place, "outputs", "a list").Select((output, index) => Output(output, $"{place}.outputs[{index}]"))]
                : [],
        };
    }

    CellOutput Output(JsonNode? node, string place)
    {
        var output = Expect<JsonObject>(node, place, "an object");
        return Text(output, place, "output_type") switch
        {
            "stream" => new StreamOutput(Text(output, place, "name"), MultilineText(output["text"], $"{place}.text")),
            "display_data" => new DisplayOutput(Bundle(output, place), Metadata(output, place)),
            "execute_result" => new ExecuteResult(Bundle(output, place), Metadata(output, place), Number(output, place, "execution_count")),
            "error" => new ErrorOutput(Text(output, place, "ename"), Text(output, place, "evalue"), Traceback(output, place)),
            var other => throw Fault($"{place}.output_type: expected stream, display_data, execute_result or error, found \"{other}\""),
        };
    }

    IReadOnlyList<string> Traceback(JsonObject output, string place) =>
        [.. Member<JsonArray>(output, place, "traceback", "a list").Select((line, index) => String(line, $"{place}.traceback[{index}]"))];

    JsonObject Bundle(JsonObject output, string place)
    {
        var bundle = new JsonObject();
        foreach (var (mimeType, content) in Member<JsonObject>(output, place, "data", "an object"))
            bundle[mimeType] = MimeTypes.IsJson(mimeType) ? content?.DeepClone() : MultilineText(content, $"{place}.data[\"{mimeType}\"]");
        return bundle;
    }

    JsonObject Metadata(JsonObject owner, string place) =>
        Expect<JsonObject>(owner["metadata"] ?? new JsonObject(), Join(place, "metadata"), "an object").DeepClone().AsObject();

    string MultilineText(JsonNode? node, string place) => node is JsonArray lines
        ? string.Concat(lines.Select((line, index) => String(line, $"{place}[{index}]")))
        : String(node, place, "a string or a list of strings");

    string Text(JsonObject owner, string place, string key) => String(owner[key], Join(place, key));

    string String(JsonNode? node, string place, string expected = "a string") =>
        Expect<JsonValue>(node, place, expected).TryGetValue(out string? text)
            ? text.UnixLines()
            : throw Fault($"{place}: expected {expected}, found {Kind(node)}");

    int? Number(JsonObject owner, string place, string key)
    {
        if (owner[key] is not { } node)
            return null;
        return Expect<JsonValue>(node, Join(place, key), "a whole number or null").TryGetValue(out int number)
            ? number
            : throw Fault($"{Join(place, key)}: expected a whole number or null, found {Kind(node)}");
    }

    T Member<T>(JsonObject owner, string place, string key, string expected)
        where T : JsonNode => Expect<T>(owner[key], Join(place, key), expected);

    T Expect<T>(JsonNode? node, string place, string expected)
        where T : JsonNode => node as T ?? throw Fault($"{place}: expected {expected}, found {Kind(node)}");

    static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "nothing",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => $"the number {node.ToJsonString()}",
        _ => node.ToJsonString(),
    };

    static string Join(string place, string key) => place.Length == 0 ? key : $"{place}.{key}";

    NotebookFormatException Fault(string fault, Exception? cause = null) => new(file, fault, cause);
}
