using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NeuralLab.Jupyter.Tests.Zmtp;

/// <summary>A peer that sends the bytes it is told to: what a proper one never does can be tried with it.</summary>
sealed class RawPeer : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly TcpClient client = new();

    public RawPeer(IPEndPoint endPoint)
    {
        client.ReceiveTimeout = (int)Patience.TotalMilliseconds;
        client.Connect(endPoint);
        Stream = client.GetStream();
    }

    public NetworkStream Stream { get; }

    public static byte[] Greeting(byte major = 3, byte minor = 1, string mechanism = "NULL")
    {
        var greeting = new byte[64];
        (greeting[0], greeting[9], greeting[10], greeting[11]) = (0xFF, 0x7F, major, minor);
        Encoding.ASCII.GetBytes(mechanism, greeting.AsSpan(12));
        return greeting;
    }

    public static byte[] Ready(string socketType) => Command("READY", [11, .. "Socket-Type"u8, 0, 0, 0, (byte)socketType.Length, .. Encoding.ASCII.GetBytes(socketType)]);

    public static byte[] Command(string name, params byte[] data) => [4, (byte)(1 + name.Length + data.Length), (byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. data];

    public static byte[] Message(params byte[] body) => [0, (byte)body.Length, .. body];

    public static byte[] LongFrame(byte flags, long length)
    {
        var head = new byte[9];
        head[0] = (byte)(flags | 2);
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(1), length);
        return head;
    }

    public void Send(params byte[][] pieces) => Stream.Write(pieces.SelectMany(piece => piece).ToArray());

    public byte[] Take(int count)
    {
        var bytes = new byte[count];
        Stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>One short frame: its flags and its body.</summary>
    public (byte Flags, byte[] Body) TakeFrame()
    {
        var head = Take(2);
        return (head[0], Take(head[1]));
    }

    /// <summary>Does what a peer of this type does first.</summary>
    public RawPeer ShakeHands(string socketType, byte minor = 1)
    {
        Send(Greeting(minor: minor), Ready(socketType));
        Take(64);
        var (flags, body) = TakeFrame();
        Assert.Equal(4, flags);
        Assert.Equal("READY", Encoding.ASCII.GetString(body, 1, body[0]));
        return this;
    }

    /// <summary>Waits until the other side has ended the connection.</summary>
    public void WaitForEnd()
    {
        var buffer = new byte[4096];
        try
        {
            while (Stream.Read(buffer) > 0)
            {
            }
        }
        catch (IOException fault) when (fault.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // It ended with data of ours unread.
        }
    }

    public void Dispose() => client.Dispose();
}
