using System.Net;
using NeuralLab.Jupyter.Zmtp;

namespace NeuralLab.Jupyter.Tests.Zmtp;

/// <summary>Sockets of this machine, and waiting for what their threads do.</summary>
static class Local
{
    public static IPEndPoint AnyPort { get; } = new(IPAddress.Loopback, 0);

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static T Started<T>(this T socket) where T : ZmtpSocket
    {
        socket.Start();
        return socket;
    }

    /// <summary>Answers every message, on a thread that ends with the socket.</summary>
    public static RouterSocket Answering(this RouterSocket socket, Func<byte[][], byte[][]> answer)
    {
        new Thread(() =>
        {
            foreach (var message in socket.Receive())
                socket.Send(message.Identity, answer(message.Parts));
        }) { IsBackground = true }.Start();
        return socket;
    }

    /// <summary>Sends every message back to its sender.</summary>
    public static RouterSocket Echoing(this RouterSocket socket) => socket.Answering(parts => parts);

    public static void Until(Func<bool> condition, string what) => Assert.True(SpinWait.SpinUntil(condition, Patience), $"within {Patience.TotalSeconds} s: {what}");
}
