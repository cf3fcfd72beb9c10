using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using NeuralLab.Jupyter.Zmtp;

namespace NeuralLab.Jupyter.Messaging;

/// <summary>The five sockets of a kernel, and the messages that go over them.</summary>
sealed class Channels : IDisposable
{
    readonly MessageCodec codec;
    readonly Action<string> log;
    readonly List<ZmtpSocket> sockets = [];
    readonly PublisherSocket iopub;

    /// <summary>Binds all ports; front ends are served from <see cref="Start"/> on.</summary>
    /// <exception cref="ConnectionFileException">A port is in use, or the address is not of this machine.</exception>
    public Channels(ConnectionFile file, Action<string> log)
    {
        codec = new MessageCodec(file.Key);
        this.log = log;
        try
        {
            Shell = Bind("shell_port", file.ShellPort, endPoint => new RouterSocket(endPoint) { Log = log });
            Control = Bind("control_port", file.ControlPort, endPoint => new RouterSocket(endPoint) { Log = log });
            Stdin = Bind("stdin_port", file.StdinPort, endPoint => new RouterSocket(endPoint) { Log = log });
            iopub = Bind("iopub_port", file.IopubPort, endPoint => new PublisherSocket(endPoint) { Log = log });
            Bind("hb_port", file.HeartbeatPort, endPoint => new ReplySocket(endPoint, request => request) { Log = log });
        }
        catch
        {
            Dispose();
            throw;
        }

        T Bind<T>(string name, int port, Func<IPEndPoint, T> create) where T : ZmtpSocket
        {
            var endPoint = new IPEndPoint(file.Address, port);
            try
            {
                var socket = create(endPoint);
                sockets.Add(socket);
                return socket;
            }
            catch (SocketException fault)
            {
                throw new ConnectionFileException($"connection file {file.Path}: {name}: {endPoint} {Explain(fault)}");
            }
        }
    }

    public RouterSocket Shell { get; }

    public RouterSocket Control { get; }

    public RouterSocket Stdin { get; }

    public void Start() => sockets.ForEach(socket => socket.Start());

    /// <summary>Reads what came over a channel; what is no message of Jupyter's is logged, and null.</summary>
    public JupyterMessage? Read(RoutedMessage message)
    {
        try
        {
            return codec.Decode(message.Identity, message.Parts);
        }
        catch (FormatException fault)
        {
            log(fault.Message);
            return null;
        }
    }

    /// <summary>Tells every front end.</summary>
    public void Publish(string type, JsonObject content, JupyterMessage? parent)
    {
        var missed = iopub.Send(codec.Encode(Encoding.ASCII.GetBytes(type), type, content, parent));
        if (missed > 0)
            log($"{missed} of the front ends read too slowly: a message ({type}) was dropped for them");
    }

    /// <summary>Tells every front end what the kernel does: <c>starting</c>, <c>busy</c>, <c>idle</c>.</summary>
    public void PublishStatus(string state, JupyterMessage? parent) => Publish("status", new JsonObject { ["execution_state"] = state }, parent);

    /// <summary>Tells the sender of a request, on the channel that it came by.</summary>
    /// <returns>False where the sender is not there.</returns>
    public bool Send(RouterSocket channel, JupyterMessage request, string type, JsonObject content) =>
        channel.Send(request.Sender, codec.Encode(null, type, content, request));

    /// <summary>Sends what waits for front ends, for a second at most, and frees the ports.</summary>
    public void Dispose() => Parallel.ForEach(sockets, socket => socket.Dispose());

    static string Explain(SocketException fault) => fault.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "is in use by another program",
        SocketError.AddressNotAvailable => "is no address of this machine",
        SocketError.AccessDenied => "is not for this user: ports below 1024 are the administrator's",
        _ => $"cannot be bound: {fault.Message}",
    };
}
