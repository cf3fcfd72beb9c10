using System.Buffers;
using System.Buffers.Binary;

namespace NeuralLab.Jupyter.Zmtp;

/// <summary>Writes frames; short ones are gathered until <see cref="Flush"/>.</summary>
sealed class FrameWriter(Stream stream)
{
    const int Gathered = 64 << 10;

    readonly ArrayBufferWriter<byte> buffer = new(1024);

    public void WriteMessage(byte[][] parts)
    {
        for (var index = 0; index < parts.Length; index++)
            Write(parts[index], index < parts.Length - 1 ? Frame.More : (byte)0);
    }

    public void WriteCommand(byte[] command) => Write(command, Frame.Command);

    void Write(byte[] body, byte flags)
    {
        if (body.Length <= byte.MaxValue)
        {
            buffer.Write([flags, (byte)body.Length]);
        }
        else
        {
            var head = buffer.GetSpan(9);
            head[0] = (byte)(flags | Frame.Long);
            BinaryPrimitives.WriteUInt64BigEndian(head[1..], (ulong)body.Length);
            buffer.Advance(9);
        }
        if (body.Length <= Gathered)
        {
            buffer.Write(body);
        }
        else
        {
            Flush();
            stream.Write(body);
        }
        if (buffer.WrittenCount > Gathered)
            Flush();
    }

    public void Flush()
    {
        stream.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }
}
