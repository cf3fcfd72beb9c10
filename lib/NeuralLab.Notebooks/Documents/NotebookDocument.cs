using System.Text;
using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks;

/// <summary>A Jupyter notebook in memory. Reads nbformat 4.0 and later, writes nbformat 4.5.</summary>
public sealed class NotebookDocument
{
    /// <summary>Larger files are refused: 64 MiB.</summary>
    public const long MaximumFileSize = 64L << 20;

    /// <summary>The notebook's metadata (kernel, language, anything else), kept as it was read.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>The cells, in order.</summary>
    public List<NotebookCell> Cells { get; init; } = [];

    /// <summary>Reads a notebook file.</summary>
    /// <param name="path">A file in UTF-8 of at most <see cref="MaximumFileSize"/> bytes.</param>
    /// <exception cref="NotebookFormatException">The file is not a notebook of nbformat 4.</exception>
    /// <exception cref="IOException">The file does not exist, is a folder or a pipe, or cannot be read.</exception>
    public static NotebookDocument Load(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MaximumFileSize } file)
            throw new NotebookFormatException(path, $"expected a notebook of at most {MaximumFileSize >> 20} MiB, found {file.Length >> 20} MiB");
        return Parse(Decode(PlainFile.Read(path, (int)MaximumFileSize), path), path);
    }

    /// <summary>Reads a notebook from its JSON text.</summary>
    /// <param name="json">The text of a notebook file.</param>
    /// <param name="name">What messages call the notebook.</param>
    /// <exception cref="NotebookFormatException">The text is not a notebook of nbformat 4.</exception>
    public static NotebookDocument Parse(string json, string name = "notebook") => new NotebookReader(name).Read(json);

    /// <summary>Writes the notebook as nbformat 4.5: whole or not at all.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicTextFile.Write(path, ToJson());

    /// <summary>The notebook as nbformat 4.5: one space of indentation, texts as lists of lines, keys in Jupyter's order.</summary>
    public string ToJson() => NotebookWriter.Write(this);

    static string Decode(byte[] bytes, string path)
    {
        ReadOnlySpan<byte> content = bytes;
        if (content.StartsWith(Encoding.UTF8.Preamble))
            content = content[Encoding.UTF8.Preamble.Length..];
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException fault)
        {
            throw new NotebookFormatException(path, $"expected text in UTF-8, found byte 0x{fault.BytesUnknown?[0]:X2} at position {fault.Index} that is not", fault);
        }
    }
}
