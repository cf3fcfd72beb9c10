using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace NeuralLab.Jupyter.Zmtp;

/// <summary>A message and who sent it.</summary>
/// <param name="Identity">The peer's name, to answer to.</param>
/// <param name="Parts">The message.</param>
public sealed record RoutedMessage(byte[] Identity, byte[][] Parts);

/// <summary>ROUTER: takes messages from many peers and answers each by its name (ZeroMQ RFC 28).</summary>
public sealed class RouterSocket : ZmtpSocket
{
    readonly BlockingCollection<RoutedMessage> received;
    readonly ConcurrentDictionary<string, ZmtpConnection> peers = [];
    int generated;

    /// <inheritdoc cref="ZmtpSocket(IPEndPoint, ZmtpLimits?)"/>
    public RouterSocket(IPEndPoint endPoint, ZmtpLimits? limits = null) : base(endPoint, limits) => received = new(Limits.ReceivedMessages);

    internal override string SocketType => "ROUTER";

    internal override IReadOnlyList<string> PeerTypes { get; } = ["DEALER", "REQ", "ROUTER"];

    /// <summary>The messages as they come, until the socket is disposed.</summary>
    public IEnumerable<RoutedMessage> Receive() => received.GetConsumingEnumerable();

    /// <summary>Takes a message if one is there.</summary>
    /// <param name="message">The message.</param>
    /// <returns>False where none is there.</returns>
    public bool TryReceive([NotNullWhen(true)] out RoutedMessage? message) => received.TryTake(out message);

    /// <summary>Sends to one peer.</summary>
    /// <returns>False where the peer has gone or reads too slowly: the message is dropped, as a ROUTER does.</returns>
    public bool Send(byte[] identity, byte[][] parts) => peers.TryGetValue(Key(identity), out var peer) && peer.Send(parts);

    internal override void Opened(ZmtpConnection connection)
    {
        // Names that begin with a zero byte are for those who have none.
        if (connection.Identity is [] or [0, ..])
            connection.Identity = [0, .. BitConverter.GetBytes(Interlocked.Increment(ref generated))];
        peers.TryGetValue(Key(connection.Identity), out var former);
        peers[Key(connection.Identity)] = connection;
        // A peer that comes back before its end was noticed takes its name over.
        former?.Dispose();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        received.CompleteAdding();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    internal override void Received(ZmtpConnection connection, byte[][] message)
    {
        // Where the queue is full, the peer that sent the message waits here, and cannot send more.
        try
        {
            received.Add(new RoutedMessage(connection.Identity, message));
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(RouterSocket));
        }
    }

    internal override void Closed(ZmtpConnection connection, bool wasReady)
    {
        base.Closed(connection, wasReady);
        if (wasReady)
            peers.TryRemove(new KeyValuePair<string, ZmtpConnection>(Key(connection.Identity), connection));
    }

    static string Key(byte[] identity) => Convert.ToHexString(identity);
}
