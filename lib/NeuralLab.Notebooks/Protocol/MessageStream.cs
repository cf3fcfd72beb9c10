using System.Buffers;
using System.Text.Json;

namespace NeuralLab.Notebooks.Protocol;

/// <summary>Sends and receives messages over a pair of pipes. Sending is safe from several threads, receiving from one.</summary>
sealed class MessageStream(Stream input, Stream output)
{
    /// <summary>A longer line can only come from code that broke into the pipe: 256 MiB.</summary>
    const int MaximumLength = 256 << 20;

    readonly Lock sending = new();
    byte[] buffer = new byte[64 << 10];
    int start;
    int end;

    /// <exception cref="IOException">The other side is gone.</exception>
    public void Send(Message message)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(bytes))
            JsonSerializer.Serialize(writer, message, MessageJson.Default.Message);
        bytes.Write("\n"u8);
        // An interrupt may abort the thread, but never between the two halves of a message: what is in a finally block runs to its end.
        try
        {
        }
        finally
        {
            lock (sending)
            {
                output.Write(bytes.WrittenSpan);
                output.Flush();
            }
        }
    }

    /// <summary>The next message, or null where the other side is gone.</summary>
    /// <exception cref="JsonException">The line is not a message.</exception>
    public Message? Receive()
    {
        var scanned = 0;
        while (true)
        {
            var length = buffer.AsSpan(start + scanned, end - start - scanned).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = buffer.AsSpan(start, scanned + length);
                start += line.Length + 1;
                return Read(line);
            }
            scanned = end - start;
            MakeRoom();
            var count = input.Read(buffer, end, buffer.Length - end);
            if (count == 0)
                return null;
            end += count;
        }
    }

    static Message Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, MessageJson.Default.Message) ?? throw new JsonException("null is no message");
        }
        catch (Exception fault) when (fault is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw new JsonException("the line is JSON, but no message", fault);
        }
    }

    void MakeRoom()
    {
        if (end < buffer.Length)
            return;
        var kept = buffer.AsSpan(start, end - start);
        if (kept.Length >= MaximumLength)
            throw new JsonException($"a message is longer than {MaximumLength >> 20} MiB");
        var target = kept.Length > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        kept.CopyTo(target);
        (buffer, start, end) = (target, 0, kept.Length);
    }
}
