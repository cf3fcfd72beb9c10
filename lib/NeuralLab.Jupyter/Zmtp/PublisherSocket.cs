using System.Net;

namespace NeuralLab.Jupyter.Zmtp;

/// <summary>PUB: sends every message to all peers that want it (ZeroMQ RFC 29). A peer that reads too slowly misses messages; it stops nobody.</summary>
/// <inheritdoc cref="ZmtpSocket(IPEndPoint, ZmtpLimits?)"/>
public sealed class PublisherSocket(IPEndPoint endPoint, ZmtpLimits? limits = null) : ZmtpSocket(endPoint, limits)
{
    const byte Wanted = 1;

    internal override string SocketType => "PUB";

    internal override IReadOnlyList<string> PeerTypes { get; } = ["SUB", "XSUB"];

    /// <summary>Sends to every peer with a subscription that the message's first part begins with.</summary>
    /// <returns>How many peers wanted the message and missed it, because they read too slowly.</returns>
    public int Send(byte[][] parts)
    {
        var missed = 0;
        foreach (var peer in Peers())
        {
            if (peer.Subscriptions.Any(topic => parts[0].AsSpan().StartsWith(topic)) && !peer.Send(parts))
                missed++;
        }
        return missed;
    }

    /// <summary>In ZMTP 3.0 a subscription is a message: a byte 1 or 0, then the topic.</summary>
    internal override void Received(ZmtpConnection connection, byte[][] message)
    {
        if (message is [[0 or Wanted, .. var topic]])
            Subscribed(connection, topic, message[0][0] == Wanted);
    }

    internal override void Subscribed(ZmtpConnection connection, byte[] topic, bool isWanted)
    {
        if (isWanted)
        {
            if (connection.Subscriptions.Count >= Limits.MessageParts)
                throw new ZmtpException($"more than {Limits.MessageParts} subscriptions");
            connection.Subscriptions = [.. connection.Subscriptions, topic];
            return;
        }
        // Who subscribed twice has to cancel twice.
        var left = connection.Subscriptions.ToList();
        var index = left.FindIndex(other => other.AsSpan().SequenceEqual(topic));
        if (index >= 0)
            left.RemoveAt(index);
        connection.Subscriptions = left;
    }
}
