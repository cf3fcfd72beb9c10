using System.Net;

namespace NeuralLab.Jupyter.Zmtp;

/// <summary>REP: answers every request (ZeroMQ RFC 28), on the thread of the peer that asks.</summary>
/// <param name="endPoint">Address and port of this machine.</param>
/// <param name="answer">From the request's parts to the answer's.</param>
/// <param name="limits">What peers may cost.</param>
public sealed class ReplySocket(IPEndPoint endPoint, Func<byte[][], byte[][]> answer, ZmtpLimits? limits = null) : ZmtpSocket(endPoint, limits)
{
    internal override string SocketType => "REP";

    internal override IReadOnlyList<string> PeerTypes { get; } = ["REQ", "DEALER"];

    internal override void Received(ZmtpConnection connection, byte[][] message)
    {
        // Up to an empty part stands the way back; a DEALER may leave it out.
        var way = Array.FindIndex(message, part => part.Length == 0) + 1;
        connection.Send([.. message[..way], .. answer(message[way..])]);
    }
}
