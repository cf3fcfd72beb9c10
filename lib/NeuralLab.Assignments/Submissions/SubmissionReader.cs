using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NeuralLab.Assignments.Submissions;

/// <summary>Reads the cells of a notebook that may be damaged: whatever can be read is.</summary>
static partial class SubmissionReader
{
    static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 128 };

    /// <summary>The cells, and what was wrong with the file.</summary>
    internal static (IReadOnlyList<SubmittedCell> Cells, IReadOnlyList<string> Notes) Read(byte[] content)
    {
        List<string> notes = [];
        var text = Decode(content, notes);
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            if (Cells(document.RootElement, notes) is { } cells) return (cells, notes);
            notes.Add("the file is JSON, but no notebook");
            return ([], notes);
        }
        catch (JsonException)
        {
            var cells = Salvage(text);
            notes.Add($"the file is damaged; {cells.Count} cells could be read");
            return (cells, notes);
        }
    }

    static string Decode(byte[] content, List<string> notes)
    {
        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            notes.Add("the file is in UTF-16");
            return (content[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(content.AsSpan(2));
        }
        var bytes = content is [0xEF, 0xBB, 0xBF, ..] ? content.AsSpan(3) : content;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            notes.Add("the file is not in UTF-8");
            return Encoding.Latin1.GetString(bytes);
        }
    }

    static List<SubmittedCell>? Cells(JsonElement root, List<string> notes)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;
        if (root.TryGetProperty("worksheets", out var sheets) && sheets.ValueKind == JsonValueKind.Array)
        {
            notes.Add("the file is of nbformat 3");
            return
            [
                .. sheets.EnumerateArray()
                    .SelectMany(sheet => sheet.ValueKind == JsonValueKind.Object && sheet.TryGetProperty("cells", out var list)
                        ? Items(list)
                        : [])
                    .Select(Cell).OfType<SubmittedCell>()
            ];
        }
        return root.TryGetProperty("cells", out var cells) ? [.. Items(cells).Select(Cell).OfType<SubmittedCell>()] : null;
    }

    static JsonElement[] Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    static SubmittedCell? Cell(JsonElement cell)
    {
        if (cell.ValueKind != JsonValueKind.Object || !cell.TryGetProperty("cell_type", out var type)) return null;
        if (!cell.TryGetProperty("source", out var source) && !cell.TryGetProperty("input", out source)) return null;
        var metadata = Member(cell, "metadata");
        return new(Text(Member(cell, "id")), Text(Member(Member(metadata, "nbgrader"), "grade_id")), Text(type) == "code", WithoutDirectives(Text(source).ReplaceLineEndings("\n")));
    }

    /// <summary>Lines for the host are obeyed by the host itself, outside any sandbox: a submission has none.</summary>
    static string WithoutDirectives(string source) => Directive().Replace(source, "//$0");

    static JsonElement? Member(JsonElement? owner, string name) =>
        owner is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member) ? member : null;

    static string Text(JsonElement? element)
    {
        try
        {
            return element?.ValueKind switch
            {
                JsonValueKind.String => element.Value.GetString()!,
                JsonValueKind.Array => string.Concat(element.Value.EnumerateArray().Select(line => Text(line))),
                _ => "",
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return "";
        }
    }

    /// <summary>Every object of the text that is a whole cell.</summary>
    static List<SubmittedCell> Salvage(string text)
    {
        List<SubmittedCell> cells = [];
        var end = 0;
        foreach (Match beginning in Beginning().Matches(text))
        {
            if (beginning.Index < end) continue;
            var bytes = Encoding.UTF8.GetBytes(text[beginning.Index..]);
            var reader = new Utf8JsonReader(
                bytes, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 128 });
            try
            {
                using var document = JsonDocument.ParseValue(ref reader);
                if (Cell(document.RootElement) is not { } cell) continue;
                cells.Add(cell);
                end = beginning.Index + Encoding.UTF8.GetCharCount(bytes.AsSpan(0, (int)reader.BytesConsumed));
            }
            catch (JsonException)
            {
                // Damaged here: the next beginning may be whole.
            }
            if (cells.Count == 10_000) break;
        }
        return cells;
    }

    [GeneratedRegex(@"^[^\S\n]*#(?:!|r\b|i\b|load\b).*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex("""\{\s*"(?:cell_type|attachments|execution_count|id|metadata|outputs|source)"\s*:""")]
    private static partial Regex Beginning();
}
