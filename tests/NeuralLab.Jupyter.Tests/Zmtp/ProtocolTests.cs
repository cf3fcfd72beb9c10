using System.Text;
using NeuralLab.Jupyter.Zmtp;

namespace NeuralLab.Jupyter.Tests.Zmtp;

/// <summary>ZMTP byte by byte, as ZeroMQ RFC 23 and 37 have it.</summary>
public sealed class ProtocolTests
{
    [Fact]
    public void The_greeting_is_64_bytes_with_version_3_1_and_no_security()
    {
        using var socket = new RouterSocket(Local.AnyPort).Started();
        using var peer = new RawPeer(socket.EndPoint);

        Assert.Equal(RawPeer.Greeting(), peer.Take(64));
    }

    [Theory]
    [InlineData("ROUTER", "DEALER")]
    [InlineData("ROUTER", "REQ")]
    [InlineData("PUB", "SUB")]
    [InlineData("REP", "REQ")]
    public void READY_names_the_type_of_socket(string type, string peerType)
    {
        using var socket = Create(type);
        using var peer = new RawPeer(socket.EndPoint);
        peer.Send(RawPeer.Greeting(), RawPeer.Ready(peerType));
        peer.Take(64);

        var body = Encoding.ASCII.GetString(peer.TakeFrame().Body);

        Assert.StartsWith($"\u0005READY\u000BSocket-Type\0\0\0{(char)type.Length}{type}", body, StringComparison.Ordinal);
    }

    [Fact]
    public void PING_is_answered_with_its_context()
    {
        using var socket = Create("ROUTER");
        using var peer = new RawPeer(socket.EndPoint).ShakeHands("DEALER");

        peer.Send(RawPeer.Command("PING", 0, 10, (byte)'h', (byte)'i'));

        var (flags, body) = peer.TakeFrame();
        Assert.Equal(4, flags);
        Assert.Equal("\u0004PONGhi", Encoding.ASCII.GetString(body));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Subscriptions_come_as_messages_in_3_0_and_as_commands_in_3_1(byte minor)
    {
        using var socket = (PublisherSocket)Create("PUB");
        using var peer = new RawPeer(socket.EndPoint).ShakeHands("SUB", minor);

        peer.Send(minor == 0 ? RawPeer.Message(1, (byte)'a') : RawPeer.Command("SUBSCRIBE", (byte)'a'));
        Local.Until(() => { socket.Send(["a1"u8.ToArray()]); return peer.Stream.DataAvailable; }, "a message of the topic arrives");
        Assert.Equal("a1", Encoding.ASCII.GetString(peer.TakeFrame().Body));

        // The answer to a PING comes after what was sent before it: the subscription is then cancelled.
        peer.Send(minor == 0 ? RawPeer.Message(0, (byte)'a') : RawPeer.Command("CANCEL", (byte)'a'), RawPeer.Command("PING", 0, 0));
        while (peer.TakeFrame().Flags != 4)
        {
        }
        socket.Send(["a2"u8.ToArray()]);
        peer.Send(RawPeer.Command("PING", 0, 0));
        Assert.Equal("\u0004PONG", Encoding.ASCII.GetString(peer.TakeFrame().Body));
    }

    public static TheoryData<string, byte[][]> Garbage => new()
    {
        { "HTTP", ["GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray()] },
        { "TLS", [[0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC]] },
        { "zeros", [new byte[1000]] },
        { "FF only", [Enumerable.Repeat((byte)0xFF, 1000).ToArray()] },
        { "ZMTP 2.0", [[0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 1, 5, 0, 0]] },
        { "CURVE", [RawPeer.Greeting(mechanism: "CURVE")] },
        { "a message instead of READY", [RawPeer.Greeting(), RawPeer.Message(1, 2, 3)] },
        { "another command instead of READY", [RawPeer.Greeting(), RawPeer.Command("HELLO")] },
        { "a command without a name", [RawPeer.Greeting(), [4, 0]] },
        { "a name longer than its command", [RawPeer.Greeting(), [4, 2, 200, 0]] },
        { "a property longer than its command", [RawPeer.Greeting(), RawPeer.Command("READY", 11, (byte)'S')] },
        { "READY without a type", [RawPeer.Greeting(), RawPeer.Command("READY")] },
        { "a type that does not fit", [RawPeer.Greeting(), RawPeer.Ready("SUB")] },
        { "unknown flags", [RawPeer.Greeting(), RawPeer.Ready("DEALER"), [0x40, 0]] },
        { "a command with more to come", [RawPeer.Greeting(), RawPeer.Ready("DEALER"), [5, 1, 0]] },
        { "a frame of 8 EiB", [RawPeer.Greeting(), RawPeer.Ready("DEALER"), RawPeer.LongFrame(0, long.MaxValue)] },
        { "a frame of negative length", [RawPeer.Greeting(), RawPeer.Ready("DEALER"), RawPeer.LongFrame(1, -1)] },
        { "a READY of 1 GiB", [RawPeer.Greeting(), RawPeer.LongFrame(4, 1 << 30)] },
        { "a subscription", [RawPeer.Greeting(), RawPeer.Ready("DEALER"), RawPeer.Command("SUBSCRIBE")] },
        { "endless parts", [RawPeer.Greeting(), RawPeer.Ready("DEALER"), .. Enumerable.Repeat<byte[]>([1, 0], 2000)] },
        { "an error", [RawPeer.Greeting(), RawPeer.Ready("DEALER"), RawPeer.Command("ERROR", 0)] },
    };

    [Theory]
    [MemberData(nameof(Garbage))]
    public void Garbage_ends_its_connection_with_a_reason_and_nothing_else(string what, byte[][] bytes)
    {
        var reasons = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var socket = new RouterSocket(Local.AnyPort) { Log = reasons.Enqueue }.Started().Echoing();
        using var proper = new RawPeer(socket.EndPoint).ShakeHands("DEALER");
        using var peer = new RawPeer(socket.EndPoint);

        peer.Send(bytes);
        peer.WaitForEnd();

        Assert.True(reasons.Count == 1, $"{what}: {reasons.Count} reasons");
        proper.Send(RawPeer.Message(7));
        Assert.Equal([7], proper.TakeFrame().Body);
        Local.Until(() => socket.Connections == 1, "only the proper peer is left");
    }

    [Fact]
    public void The_length_of_a_frame_alone_takes_no_memory()
    {
        using var socket = new RouterSocket(Local.AnyPort).Started();
        var before = GC.GetTotalAllocatedBytes();
        using (var peer = new RawPeer(socket.EndPoint).ShakeHands("DEALER"))
            peer.Send(RawPeer.LongFrame(0, 200 << 20), [1, 2, 3]);
        Local.Until(() => socket.Connections == 0, "the peer is gone");

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 20 << 20);
    }

    [Fact]
    public void A_peer_that_says_nothing_is_sent_away()
    {
        using var socket = new RouterSocket(Local.AnyPort, new ZmtpLimits { Handshake = TimeSpan.FromMilliseconds(50) }).Started();
        using var peer = new RawPeer(socket.EndPoint);

        peer.WaitForEnd();

        Local.Until(() => socket.Connections == 0, "the peer is gone");
    }

    [Fact]
    public void A_peer_too_many_is_sent_away_and_may_come_when_another_has_gone()
    {
        using var socket = new RouterSocket(Local.AnyPort, new ZmtpLimits { Connections = 1 }).Started();
        using (new RawPeer(socket.EndPoint).ShakeHands("DEALER"))
        {
            using var tooMany = new RawPeer(socket.EndPoint);
            tooMany.WaitForEnd();
        }
        Local.Until(() => socket.Connections == 0, "the first peer is gone");

        using var next = new RawPeer(socket.EndPoint).ShakeHands("DEALER");
        Assert.Equal(1, socket.Connections);
    }

    [Fact]
    public void A_slow_reader_misses_messages_and_stops_nobody()
    {
        const int Messages = 300;
        using var socket = new PublisherSocket(Local.AnyPort, new ZmtpLimits { QueueBytes = 4 << 20 }).Started();
        using var slow = new RawPeer(socket.EndPoint).ShakeHands("SUB");
        using var quick = new RawPeer(socket.EndPoint).ShakeHands("SUB");
        foreach (var peer in new[] { slow, quick })
        {
            // After the answer to a PING the subscription before it counts.
            peer.Send(RawPeer.Command("SUBSCRIBE"), RawPeer.Command("PING", 0, 0));
            peer.TakeFrame();
        }

        var missed = 0;
        var body = new byte[1 << 20];
        for (var index = 0; index < Messages; index++)
        {
            missed += socket.Send([body]);
            Assert.Equal(9 + body.Length, quick.Take(9 + body.Length).Length);
        }

        // What the kernel of the operating system holds for both ends is a few MiB more.
        Assert.InRange(missed, Messages - 50, Messages);
    }

    static ZmtpSocket Create(string type) => type switch
    {
        "ROUTER" => new RouterSocket(Local.AnyPort).Started(),
        "PUB" => new PublisherSocket(Local.AnyPort).Started(),
        _ => new ReplySocket(Local.AnyPort, parts => parts).Started(),
    };
}
