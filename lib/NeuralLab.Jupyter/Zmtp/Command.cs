using System.Buffers.Binary;
using System.Text;

namespace NeuralLab.Jupyter.Zmtp;

/// <summary>What the protocol itself says: a name and its data (RFC 23: READY, ERROR; RFC 37: PING, PONG, SUBSCRIBE, CANCEL).</summary>
/// <param name="Name">In capitals.</param>
/// <param name="Data">What follows the name.</param>
sealed record Command(string Name, byte[] Data)
{
    /// <exception cref="ZmtpException">The name is longer than the frame.</exception>
    public static Command Parse(byte[] body)
    {
        if (body.Length == 0 || body.Length <= body[0])
            throw new ZmtpException("a command has no name, or one that is longer than itself");
        return new Command(Encoding.ASCII.GetString(body, 1, body[0]), body[(1 + body[0])..]);
    }

    /// <summary>The body of the command's frame.</summary>
    public byte[] ToBody() => [(byte)Name.Length, .. Encoding.ASCII.GetBytes(Name), .. Data];

    /// <summary>Says what kind of socket this is; ends the handshake.</summary>
    public static Command Ready(string socketType) =>
        new("READY", [.. Property("Socket-Type", Encoding.ASCII.GetBytes(socketType)), .. Property("Identity", [])]);

    /// <summary>Says why the handshake failed.</summary>
    public static Command Error(string reason) => new("ERROR", [(byte)reason.Length, .. Encoding.ASCII.GetBytes(reason)]);

    /// <summary>The properties that a READY command carries; their names know no case.</summary>
    /// <exception cref="ZmtpException">The data end in the middle of a property.</exception>
    public Dictionary<string, byte[]> Properties()
    {
        var properties = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        var rest = Data.AsSpan();
        while (rest.Length > 0)
        {
            var name = Encoding.ASCII.GetString(Take(ref rest, Take(ref rest, 1)[0]));
            properties[name] = Take(ref rest, BinaryPrimitives.ReadUInt32BigEndian(Take(ref rest, sizeof(uint)))).ToArray();
        }
        return properties;
    }

    static ReadOnlySpan<byte> Take(ref Span<byte> rest, uint length)
    {
        if (length > rest.Length)
            throw new ZmtpException($"the properties of a command end {length - rest.Length} bytes too early");
        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }

    static byte[] Property(string name, byte[] value)
    {
        var property = new byte[1 + name.Length + sizeof(uint) + value.Length];
        property[0] = (byte)name.Length;
        Encoding.ASCII.GetBytes(name, property.AsSpan(1));
        BinaryPrimitives.WriteUInt32BigEndian(property.AsSpan(1 + name.Length), (uint)value.Length);
        value.CopyTo(property.AsSpan(1 + name.Length + sizeof(uint)));
        return property;
    }
}
