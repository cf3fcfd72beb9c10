using System.Net.Sockets;
using System.Text;

namespace NeuralLab.Jupyter.Zmtp;

/// <summary>A peer's connection: a thread that reads, and, once the handshake is done, one that writes what waits in a bounded queue.</summary>
/// <remarks>
/// Blocking reads and writes on threads of their own answer a peer also
/// while the thread pool is busy, and start faster than asynchronous ones.
/// </remarks>
sealed class ZmtpConnection : IDisposable
{
    const int HandshakeBytes = 64 << 10;
    const int StackBytes = 256 << 10;
    static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    readonly Socket socket;
    readonly ZmtpSocket owner;
    readonly NetworkStream stream;
    readonly FrameReader reader;
    readonly FrameWriter writer;
    readonly Thread reading;
    readonly Thread writing;
    readonly Queue<(byte[][] Parts, bool IsCommand)> queue = [];
    readonly object gate = new();
    long queuedBytes;
    bool isClosing;

    public ZmtpConnection(Socket socket, ZmtpSocket owner)
    {
        this.socket = socket;
        this.owner = owner;
        socket.NoDelay = true;
        stream = new NetworkStream(socket);
        reader = new FrameReader(new BufferedStream(stream, 16 << 10));
        writer = new FrameWriter(stream);
        reading = new Thread(Read, StackBytes) { IsBackground = true, Name = $"{owner.SocketType} reads" };
        writing = new Thread(Write, StackBytes) { IsBackground = true, Name = $"{owner.SocketType} writes" };
    }

    /// <summary>What a ROUTER calls the peer: its own name for itself, which may be empty.</summary>
    public byte[] Identity { get; set; } = [];

    /// <summary>What a SUB peer wants to hear: beginnings of messages. Changed by the reading thread alone, replaced as a whole.</summary>
    public IReadOnlyList<byte[]> Subscriptions { get; set; } = [];

    public void Start() => reading.Start();

    /// <summary>Puts a message into the queue.</summary>
    /// <returns>False where the peer has gone, or reads too slowly: the message is dropped.</returns>
    public bool Send(byte[][] parts) => Enqueue(parts, isCommand: false);

    /// <summary>Sends what still waits, for a moment, then ends the connection.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isClosing = true;
            Monitor.PulseAll(gate);
        }
        // The peer answers the end of what it reads with its own end; to close before that could lose what is on its way.
        if (writing.IsAlive && writing.Join(Linger) && Thread.CurrentThread != reading)
            reading.Join(Linger);
        socket.Dispose();
    }

    void Read()
    {
        var isReady = false;
        try
        {
            // Closing the socket is what ends a read that waits.
            using (new Timer(_ => socket.Dispose(), null, owner.Limits.Handshake, Timeout.InfiniteTimeSpan))
                ShakeHands();
            writing.Start();
            isReady = true;
            owner.Opened(this);
            while (true)
                Receive();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or SocketException)
        {
            // The peer has gone, or this side closes.
        }
        catch (ZmtpException fault)
        {
            owner.Report(fault.Message);
        }
        finally
        {
            owner.Closed(this, isReady);
            Dispose();
        }
    }

    void ShakeHands()
    {
        stream.Write(Greeting.Create());
        Greeting.Read(reader.Stream);
        writer.WriteCommand(Command.Ready(owner.SocketType).ToBody());
        writer.Flush();
        var frame = reader.Read(HandshakeBytes);
        var command = frame.IsCommand ? Command.Parse(frame.Body) : null;
        if (command?.Name != "READY")
            throw new ZmtpException($"expected READY, found {command?.Name ?? "a message"}");
        var properties = command.Properties();
        var type = properties.TryGetValue("Socket-Type", out var name) ? Encoding.ASCII.GetString(name) : "none";
        if (!owner.PeerTypes.Contains(type))
        {
            var reason = $"a {owner.SocketType} socket does not speak with the type that this peer names";
            writer.WriteCommand(Command.Error(reason).ToBody());
            writer.Flush();
            throw new ZmtpException($"{reason}: {type}");
        }
        if (properties.TryGetValue("Identity", out var identity))
            Identity = identity;
    }

    /// <summary>Takes one message, or one command.</summary>
    void Receive()
    {
        var parts = new List<byte[]>();
        var room = owner.Limits.MessageBytes;
        while (true)
        {
            var frame = reader.Read(room);
            if (frame.IsCommand)
            {
                Obey(Command.Parse(frame.Body));
                continue;
            }
            parts.Add(frame.Body);
            room -= frame.Body.Length;
            if (!frame.HasMore)
                break;
            if (parts.Count == owner.Limits.MessageParts)
                throw new ZmtpException($"a message has more than the {parts.Count} parts that are taken here");
        }
        owner.Received(this, [.. parts]);
    }

    void Obey(Command command)
    {
        switch (command.Name)
        {
            case "PING" when command.Data.Length >= sizeof(ushort):
                // What follows the time to live goes back.
                Enqueue([new Command("PONG", command.Data[sizeof(ushort)..]).ToBody()], isCommand: true);
                break;
            case "SUBSCRIBE" or "CANCEL":
                owner.Subscribed(this, command.Data, command.Name == "SUBSCRIBE");
                break;
            case "ERROR":
                throw new ZmtpException("the peer ends the connection with an error");
        }
    }

    bool Enqueue(byte[][] parts, bool isCommand)
    {
        var bytes = parts.Sum(part => (long)part.Length);
        lock (gate)
        {
            // An empty queue takes a message of any length.
            var isFull = queue.Count > 0 && (queuedBytes + bytes > owner.Limits.QueueBytes || queue.Count >= owner.Limits.QueueMessages);
            if (isClosing || isFull)
                return false;
            queue.Enqueue((parts, isCommand));
            queuedBytes += bytes;
            Monitor.PulseAll(gate);
            return true;
        }
    }

    void Write()
    {
        try
        {
            while (Dequeue() is { } next)
            {
                if (next.IsCommand)
                    writer.WriteCommand(next.Parts[0]);
                else
                    writer.WriteMessage(next.Parts);
                if (next.IsLast)
                    writer.Flush();
            }
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or SocketException)
        {
            // The reading thread sees that too, and ends the connection.
        }
    }

    (byte[][] Parts, bool IsCommand, bool IsLast)? Dequeue()
    {
        lock (gate)
        {
            while (queue.Count == 0 && !isClosing)
                Monitor.Wait(gate);
            if (!queue.TryDequeue(out var next))
                return null;
            queuedBytes -= next.Parts.Sum(part => (long)part.Length);
            return (next.Parts, next.IsCommand, queue.Count == 0);
        }
    }
}
