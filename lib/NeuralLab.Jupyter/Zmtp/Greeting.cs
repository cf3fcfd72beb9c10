using System.Text;

namespace NeuralLab.Jupyter.Zmtp;

/// <summary>The 64 bytes that both sides of a connection begin with (ZeroMQ RFC 23, section 2.3: signature, version, mechanism, as-server, filler).</summary>
static class Greeting
{
    public const int Length = 64;

    const int SignatureLength = 10;
    const int MechanismStart = 12;
    const int MechanismLength = 20;
    const byte Major = 3;
    const byte Minor = 1;

    /// <summary>Ours: version 3.1, no security.</summary>
    public static byte[] Create()
    {
        var greeting = new byte[Length];
        greeting[0] = 0xFF;
        greeting[SignatureLength - 1] = 0x7F;
        greeting[SignatureLength] = Major;
        greeting[SignatureLength + 1] = Minor;
        "NULL"u8.CopyTo(greeting.AsSpan(MechanismStart));
        return greeting;
    }

    /// <summary>Reads and checks the peer's. Garbage is recognised at its first byte.</summary>
    /// <exception cref="ZmtpException">The peer speaks something else, an older version, or wants security.</exception>
    public static void Read(Stream stream)
    {
        Span<byte> greeting = stackalloc byte[Length];
        stream.ReadExactly(greeting[..1]);
        if (greeting[0] != 0xFF)
            throw new ZmtpException($"expected the signature of ZMTP, which begins with FF; found {greeting[0]:X2}");
        stream.ReadExactly(greeting[1..MechanismStart]);
        if ((greeting[SignatureLength - 1] & 1) == 0 || greeting[SignatureLength] < Major)
            throw new ZmtpException("expected version 3 of ZMTP, found an older one");
        stream.ReadExactly(greeting[MechanismStart..]);
        var mechanism = Encoding.ASCII.GetString(greeting.Slice(MechanismStart, MechanismLength)).TrimEnd('\0');
        if (mechanism != "NULL")
            throw new ZmtpException($"expected the mechanism NULL, found '{mechanism}'");
    }
}
