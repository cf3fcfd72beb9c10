using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NeuralLab.Jupyter.Messaging;

/// <summary>Parts of a ZeroMQ message to a Jupyter message and back: delimiter, signature, header, parent's header, metadata, content.</summary>
/// <param name="key">What messages are signed with (HMAC-SHA256); empty for no signatures.</param>
sealed class MessageCodec(string key)
{
    /// <summary>The version of Jupyter messaging that is spoken here.</summary>
    public const string ProtocolVersion = "5.3";

    const int SignedParts = 4;
    const int HeaderPart = 2;
    const int ContentPart = 5;

    static readonly byte[] Nothing = "{}"u8.ToArray();
    static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly byte[] keyBytes = Encoding.UTF8.GetBytes(key);
    readonly string session = Guid.NewGuid().ToString();
    long sent;

    static ReadOnlySpan<byte> Delimiter => "<IDS|MSG>"u8;

    /// <summary>Reads a message.</summary>
    /// <param name="sender">Who sent it.</param>
    /// <param name="parts">As they came.</param>
    /// <exception cref="FormatException">It is no Jupyter message, or its signature is wrong.</exception>
    public JupyterMessage Decode(byte[] sender, byte[][] parts)
    {
        var start = Array.FindIndex(parts, part => part.AsSpan().SequenceEqual(Delimiter));
        if (start < 0 || parts.Length - start <= ContentPart)
            throw new FormatException("a message that is none of Jupyter's is ignored");
        var message = parts.AsSpan(start);
        if (keyBytes.Length > 0 && !CryptographicOperations.FixedTimeEquals(message[1], Sign(message)))
            throw new FormatException("a message with a wrong signature is ignored");
        try
        {
            if (JsonNode.Parse(message[HeaderPart]) is JsonObject header && JsonNode.Parse(message[ContentPart]) is JsonObject content
                && header["msg_type"] is JsonValue type && type.TryGetValue(out string? name))
            {
                return new JupyterMessage(sender, name, message[HeaderPart], content);
            }
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw new FormatException("a message whose header or content cannot be read is ignored");
    }

    /// <summary>Writes a message.</summary>
    /// <param name="first">What stands before the delimiter, for PUB the topic; nothing for ROUTER, which puts the peer's name there itself.</param>
    /// <param name="type">The message's type.</param>
    /// <param name="content">Its content.</param>
    /// <param name="parent">The request that it belongs to, or null.</param>
    public byte[][] Encode(byte[]? first, string type, JsonObject content, JupyterMessage? parent)
    {
        byte[][] message = [Delimiter.ToArray(), [], Header(type), parent?.Header ?? Nothing, Nothing, JsonSerializer.SerializeToUtf8Bytes(content, Writing)];
        if (keyBytes.Length > 0)
            message[1] = Sign(message);
        return first is null ? message : [first, .. message];
    }

    byte[] Header(string type) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["msg_id"] = string.Create(CultureInfo.InvariantCulture, $"{session}_{Interlocked.Increment(ref sent)}"),
        ["session"] = session,
        ["username"] = "kernel",
        ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["msg_type"] = type,
        ["version"] = ProtocolVersion,
    }, Writing);

    byte[] Sign(ReadOnlySpan<byte[]> message)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keyBytes);
        foreach (var part in message.Slice(HeaderPart, SignedParts))
            hash.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
