using System.Buffers;
using System.Text;
using System.Text.Json;

namespace NeuralLab.Notebooks.Protocol;

/// <summary>Sends and receives messages over a pair of pipes. Sending is safe from several threads, receiving from one.</summary>
sealed class MessageStream(Stream input, Stream output)
{
    /// <summary>A longer line can only come from code that broke into the pipe: 128 MiB.</summary>
    const int MaximumLength = 128 << 20;

    const int MaximumValues = 4_000_000;

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
            var message = JsonSerializer.Deserialize(line, MessageJson.Default.Message) ?? throw new JsonException("null is no message");
            if (message is CellValue value)
            {
                RequireSound(line);
                RequireText(value);
            }
            return message;
        }
        catch (Exception fault) when (fault is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw new JsonException("the line is JSON, but no message", fault);
        }
    }

    /// <summary>What a cell shows stays JSON, whose texts are looked at only later, when a fault in them would be another's.</summary>
    static void RequireSound(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        for (var values = 0; reader.Read(); values++)
        {
            if (values > MaximumValues)
                throw new JsonException($"a message has more than {MaximumValues:N0} values");
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && (reader.ValueIsEscaped || !Ascii.IsValid(reader.ValueSpan)))
                _ = reader.GetString();
        }
    }

    /// <summary>A notebook has JSON only where the MIME type says so.</summary>
    static void RequireText(CellValue value)
    {
        foreach (var (mimeType, content) in value.Data)
        {
            if (!MimeTypes.IsJson(mimeType) && content?.GetValueKind() != JsonValueKind.String)
                throw new JsonException($"{mimeType} is text");
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
