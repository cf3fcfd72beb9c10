using System.Buffers.Binary;

namespace NeuralLab.Jupyter.Zmtp;

/// <summary>Reads frames: a byte of flags, a length of one or eight bytes (most significant first), the body.</summary>
/// <param name="stream">Should be buffered.</param>
sealed class FrameReader(Stream stream)
{
    /// <summary>Room for a body is made as its bytes come, so that a length alone costs nothing.</summary>
    const int Chunk = 1 << 20;

    /// <summary>What is read from.</summary>
    public Stream Stream { get; } = stream;

    /// <summary>Reads the next frame.</summary>
    /// <param name="maximumLength">A longer body breaks the protocol.</param>
    /// <exception cref="ZmtpException">The frame is none, or too long.</exception>
    /// <exception cref="EndOfStreamException">The peer has gone.</exception>
    public Frame Read(int maximumLength)
    {
        Span<byte> head = stackalloc byte[8];
        Stream.ReadExactly(head[..1]);
        var flags = head[0];
        var isCommand = (flags & Frame.Command) != 0;
        var hasMore = (flags & Frame.More) != 0;
        if ((flags & ~(Frame.More | Frame.Long | Frame.Command)) != 0 || (isCommand && hasMore))
            throw new ZmtpException($"{flags:X2} is not how a frame begins");
        ulong length;
        if ((flags & Frame.Long) == 0)
        {
            Stream.ReadExactly(head[..1]);
            length = head[0];
        }
        else
        {
            Stream.ReadExactly(head);
            length = BinaryPrimitives.ReadUInt64BigEndian(head);
        }
        if (length > (ulong)maximumLength)
            throw new ZmtpException($"a frame of {length} bytes is longer than the {maximumLength} that are taken here");
        return new Frame(ReadBody((int)length), hasMore, isCommand);
    }

    byte[] ReadBody(int length)
    {
        var body = new byte[Math.Min(length, Chunk)];
        Stream.ReadExactly(body);
        for (var done = body.Length; done < length; done = body.Length)
        {
            Array.Resize(ref body, (int)Math.Min(length, 2L * done));
            Stream.ReadExactly(body.AsSpan(done));
        }
        return body;
    }
}
