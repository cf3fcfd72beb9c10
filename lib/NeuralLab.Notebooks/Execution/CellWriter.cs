using System.Text;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks.Execution;

/// <summary>
/// Sends each write at once: a process that is about to crash has no later. An interrupted cell that goes on ends at its next write: one that
/// does little else than write is nearly always in a message, where the runtime does not abort it.
/// </summary>
sealed class CellWriter(MessageStream parent, string stream, Func<CancellationToken> ended) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    const int MaximumChunk = 1 << 16;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        ended().ThrowIfCancellationRequested();
        for (; buffer.Length > 0; buffer = buffer[Math.Min(MaximumChunk, buffer.Length)..])
            parent.Send(new CellText(stream, buffer[..Math.Min(MaximumChunk, buffer.Length)].ToString()));
    }

    // One message for the line, not one for the text and one for its end.
    public override void WriteLine(string? value) => Write(value + "\n");

    public override void WriteLine() => Write('\n');
}
