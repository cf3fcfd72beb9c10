using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks;

/// <summary>One output of a code cell, as nbformat 4.5 defines it.</summary>
public abstract record CellOutput;

/// <summary>Text that the cell wrote to standard output or standard error.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text, lines ended by <c>\n</c>.</param>
public sealed record StreamOutput(string Name, string Text) : CellOutput;

/// <summary>A value that the cell showed, in one or more representations.</summary>
/// <param name="Data">MIME type to content: a string, or any JSON for MIME types of JSON (<see cref="MimeTypes.IsJson"/>).</param>
/// <param name="Metadata">nbformat's output metadata; usually empty.</param>
public record DisplayOutput(JsonObject Data, JsonObject Metadata) : CellOutput
{
    /// <summary>The content of a textual representation, or null where the value has none of that type.</summary>
    /// <param name="mimeType">For example <c>text/html</c>.</param>
    public string? Text(string mimeType) =>
        Data[mimeType] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}

/// <summary>The value of the cell's last expression.</summary>
/// <param name="Data">As in <see cref="DisplayOutput"/>.</param>
/// <param name="Metadata">As in <see cref="DisplayOutput"/>.</param>
/// <param name="ExecutionCount">The number of the execution that produced the value, from 1; null where a notebook does not say.</param>
public sealed record ExecuteResult(JsonObject Data, JsonObject Metadata, int? ExecutionCount) : DisplayOutput(Data, Metadata);

/// <summary>The cell failed.</summary>
/// <param name="Name">The kind of error (nbformat's <c>ename</c>), for example <c>System.DivideByZeroException</c>.</param>
/// <param name="Message">The error's message (nbformat's <c>evalue</c>).</param>
/// <param name="Traceback">Lines that say where it happened.</param>
public sealed record ErrorOutput(string Name, string Message, IReadOnlyList<string> Traceback) : CellOutput;
