using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NeuralLab.Tests;

/// <summary>What <see cref="LoopbackServer"/> sends: a status line with headers, and how much of the body before it hangs up or falls silent.</summary>
sealed record Answer(int Status, byte[] Body, string Headers = "", int CutAfter = int.MaxValue, bool Silent = false, bool TellsLength = true);

/// <summary>A web server on this machine that answers as a test says, one connection after the other, and remembers what it was asked.</summary>
sealed class LoopbackServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource end = new();
    readonly Func<string, long?, Answer> answer;
    readonly Task serving;

    /// <param name="answer">From a path like /file.gz and the first byte of the range asked for, if one was.</param>
    public LoopbackServer(Func<string, long?, Answer> answer)
    {
        this.answer = answer;
        listener.Start();
        serving = ServeAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";

    public List<(string Path, long? From)> Requests { get; } = [];

    /// <summary>A file as a good server sends it: the whole, or what lies behind the first byte asked for.</summary>
    public static Answer Serve(byte[] file, long? from, int cutAfter = int.MaxValue) =>
        from is not { } start ? new(200, file, CutAfter: cutAfter)
        : start >= file.Length ? new(416, [], $"Content-Range: bytes */{file.Length}\r\n")
        : new(206, file[(int)start..], $"Content-Range: bytes {start}-{file.Length - 1}/{file.Length}\r\n", cutAfter);

    async Task ServeAsync()
    {
        while (!end.IsCancellationRequested)
            try
            {
                using var client = await listener.AcceptTcpClientAsync(end.Token);
                using var stream = client.GetStream();
                using StreamReader reader = new(stream, Encoding.ASCII, false, 1024, leaveOpen: true);
                string path = (await reader.ReadLineAsync(end.Token))!.Split(' ')[1];
                long? from = null;
                while (await reader.ReadLineAsync(end.Token) is { Length: > 0 } header)
                    if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                        from = long.Parse(header["Range: bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
                Requests.Add((path, from));
                var sent = answer(path, from);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {sent.Status} Answer\r\n{(sent.TellsLength ? $"Content-Length: {sent.Body.Length}\r\n" : "")}{sent.Headers}Connection: close\r\n\r\n"), end.Token);
                await stream.WriteAsync(sent.Body.AsMemory(0, Math.Min(sent.CutAfter, sent.Body.Length)), end.Token);
                // Silence lasts until the client has had enough and hangs up.
                if (sent.Silent) await stream.ReadAtLeastAsync(new byte[1], 1, false, end.Token);
            }
            catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
            {
                // The client hung up, or the test is over.
            }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await serving;
        end.Dispose();
    }
}
