using System.Globalization;
using NeuralLab.Jupyter.Zmtp;

namespace NeuralLab.Jupyter.Tests.Zmtp;

/// <summary>Our sockets against those of libzmq.</summary>
public sealed class LibzmqTests
{
    [Theory]
    [InlineData("many_clients")]
    [InlineData("long_frames")]
    [InlineData("come_and_go")]
    [InlineData("nameless")]
    [InlineData("same_name")]
    [InlineData("heartbeat")]
    public async Task ROUTER(string check)
    {
        using var socket = new RouterSocket(Local.AnyPort).Started().Echoing();

        await Check($"router_{check}", socket);

        Local.Until(() => socket.Connections == 0, "all peers are gone");
    }

    [Theory]
    [InlineData("subscriptions")]
    [InlineData("slow_reader")]
    [InlineData("come_and_go")]
    public async Task PUB(string check)
    {
        using var socket = new PublisherSocket(Local.AnyPort, new ZmtpLimits { QueueBytes = 8 << 20 }).Started();
        // The script says what to publish, and is told how many missed it.
        using var control = new RouterSocket(Local.AnyPort).Started().Answering(parts => [BitConverter.GetBytes(socket.Send(parts))]);

        await Check($"pub_{check}", socket, control);

        Local.Until(() => socket.Connections == 0, "all peers are gone");
    }

    [Theory]
    [InlineData("from_req")]
    [InlineData("from_dealer")]
    public async Task REP(string check)
    {
        using var socket = new ReplySocket(Local.AnyPort, parts => parts).Started();

        await Check($"rep_{check}", socket);
    }

    static Task<string> Check(string name, params ZmtpSocket[] sockets) =>
        Python.RunAsync("wire.py", ["zmq"], [name, .. sockets.Select(socket => socket.EndPoint.Port.ToString(CultureInfo.InvariantCulture))]);
}
