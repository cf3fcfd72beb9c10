namespace NeuralLab.Jupyter.Zmtp;

/// <summary>What a socket grants its peers, so that no peer can take all of the memory or the threads of this process.</summary>
public sealed record ZmtpLimits
{
    /// <summary>A peer that has not finished the handshake by then is sent away; default 10 s.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Peers at the same time; one more is sent away. Default 256.</summary>
    public int Connections { get; init; } = 256;

    /// <summary>Bytes of a message that a peer may send, all parts together; default 256 MiB.</summary>
    public int MessageBytes { get; init; } = 256 << 20;

    /// <summary>Parts of a message that a peer may send; default 1,024.</summary>
    public int MessageParts { get; init; } = 1024;

    /// <summary>
    /// Bytes that wait for a peer which reads slowly;
    /// a message that finds more waiting is dropped for that peer (libzmq's high-water mark). Default 64 MiB.
    /// </summary>
    public long QueueBytes { get; init; } = 64 << 20;

    /// <summary>Messages that wait for a peer which reads slowly; a message that finds more waiting is dropped for that peer. Default 100,000.</summary>
    public int QueueMessages { get; init; } = 100_000;

    /// <summary>Messages received that wait for this process; a peer that sends more has to wait itself. Default 1,000.</summary>
    public int ReceivedMessages { get; init; } = 1000;
}
