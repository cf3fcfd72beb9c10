using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks;

/// <summary>The three kinds of cell.</summary>
public enum CellType
{
    /// <summary>C# source that is run.</summary>
    Code,

    /// <summary>Text for the reader.</summary>
    Markdown,

    /// <summary>Text that is passed on unchanged.</summary>
    Raw,
}

/// <summary>One cell of a notebook.</summary>
/// <param name="cellType">The kind of cell.</param>
/// <param name="source">The text of the cell, lines ended by <c>\n</c>.</param>
public sealed class NotebookCell(CellType cellType, string source = "")
{
    /// <summary>Unique in the notebook: 1 to 64 letters, digits, hyphens or underscores. A cell without one gets one when the notebook is saved.</summary>
    public string Id { get; set; } = "";

    /// <summary>The kind of cell.</summary>
    public CellType CellType { get; } = cellType;

    /// <summary>The text of the cell, lines ended by <c>\n</c>.</summary>
    public string Source { get; set; } = source;

    /// <summary>The cell's metadata, kept as it was read.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>Keys of the cell that this library has no name for (such as <c>attachments</c>), kept as they were read.</summary>
    public JsonObject OtherKeys { get; init; } = [];

    /// <summary>The number shown beside an executed code cell, from 1; null where it was not executed.</summary>
    public int? ExecutionCount { get; set; }

    /// <summary>What a code cell produced, in order. Empty for other cells.</summary>
    public List<CellOutput> Outputs { get; init; } = [];

    /// <summary>The cell's tags (<c>metadata.tags</c>); empty where there are none.</summary>
    public IReadOnlyList<string> Tags =>
        Metadata["tags"] is JsonArray tags
            ? [.. tags.OfType<JsonValue>().Select(tag => tag.TryGetValue(out string? text) ? text : null).OfType<string>()]
            : [];

    /// <summary>True if the cell carries the tag.</summary>
    /// <param name="tag">Compared exactly.</param>
    public bool HasTag(string tag) => Tags.Contains(tag);
}
