using System.Net;
using System.Net.Sockets;

namespace NeuralLab.Jupyter.Zmtp;

/// <summary>A ZeroMQ socket that waits for peers on a TCP port, with ZMTP 3.1 and no security (ZeroMQ RFC 23 and 37).</summary>
public abstract class ZmtpSocket : IDisposable
{
    const int Backlog = 128;

    readonly Socket listener;
    readonly HashSet<ZmtpConnection> connections = [];

    /// <summary>Binds the port; peers are served from <see cref="Start"/> on.</summary>
    /// <param name="endPoint">Address and port of this machine; port 0 for any that is free.</param>
    /// <param name="limits">What peers may cost; default: the values that <see cref="ZmtpLimits"/> has.</param>
    /// <exception cref="SocketException">The port is in use, or the address is not of this machine.</exception>
    protected ZmtpSocket(IPEndPoint endPoint, ZmtpLimits? limits)
    {
        Limits = limits ?? new ZmtpLimits();
        listener = new Socket(endPoint.AddressFamily, System.Net.Sockets.SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(endPoint);
            listener.Listen(Backlog);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Where peers connect to.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndPoint!;

    /// <summary>How many peers are connected or shake hands.</summary>
    public int Connections
    {
        get
        {
            lock (connections)
                return connections.Count;
        }
    }

    /// <summary>Told why a peer was sent away; default: nobody is.</summary>
    public Action<string>? Log { get; init; }

    internal ZmtpLimits Limits { get; }

    internal abstract string SocketType { get; }

    /// <summary>Types of sockets that may connect.</summary>
    internal abstract IReadOnlyList<string> PeerTypes { get; }

    /// <summary>Lets peers in.</summary>
    public void Start() => new Thread(Accept) { IsBackground = true, Name = $"{SocketType} accepts" }.Start();

    /// <summary>Sends what waits for peers, for a second at most, and frees the port.</summary>
    public virtual void Dispose()
    {
        listener.Dispose();
        Parallel.ForEach(Peers(), peer => peer.Dispose());
        GC.SuppressFinalize(this);
    }

    internal virtual void Opened(ZmtpConnection connection)
    {
    }

    internal virtual void Subscribed(ZmtpConnection connection, byte[] topic, bool isWanted) =>
        throw new ZmtpException($"a {SocketType} socket takes no subscriptions");

    internal abstract void Received(ZmtpConnection connection, byte[][] message);

    internal virtual void Closed(ZmtpConnection connection, bool wasReady)
    {
        lock (connections)
            connections.Remove(connection);
    }

    internal void Report(string fault) => Log?.Invoke($"{SocketType} {EndPoint}: {fault}");

    private protected ZmtpConnection[] Peers()
    {
        lock (connections)
            return [.. connections];
    }

    void Accept()
    {
        while (true)
        {
            try
            {
                var socket = listener.Accept();
                if (Admit(socket) is { } connection)
                    connection.Start();
                else
                    socket.Dispose();
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException fault) when (fault.SocketErrorCode
                is SocketError.OperationAborted or SocketError.Interrupted or SocketError.NotSocket or SocketError.InvalidArgument)
            {
                return;
            }
            catch (SocketException fault)
            {
                // The peer left before it was let in, or the process has no handle left for it.
                Report(fault.Message);
                Thread.Sleep(TimeSpan.FromMilliseconds(10));
            }
        }
    }

    ZmtpConnection? Admit(Socket socket)
    {
        lock (connections)
        {
            if (connections.Count >= Limits.Connections)
                return null;
            var connection = new ZmtpConnection(socket, this);
            connections.Add(connection);
            return connection;
        }
    }
}
