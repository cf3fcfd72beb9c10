using System.Net;
using System.Net.Http.Headers;

namespace NeuralLab;

/// <summary>
/// Downloads a file into a part file, and goes on where an earlier try was cut off, be it a moment ago or in another run. What comes is not
/// trusted: its length is capped here, its content is checked by whoever asked.
/// </summary>
sealed class ResumableDownload(HttpClient client)
{
    /// <summary>How often the connection may break without a byte gained before giving up.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>How long to wait before trying again.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the server may be silent before the connection counts as broken.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Fetches all of it, trying again as long as tries bring something.</summary>
    /// <param name="address">What to download.</param>
    /// <param name="part">Where to; what is there already is taken for its beginning.</param>
    /// <param name="longest">More bytes than this are refused.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellation">Stops; what came is kept.</param>
    /// <exception cref="DownloadException">The server refuses, sends too much, or cannot be reached.</exception>
    public async Task FetchAsync(
        Uri address, string part, long longest, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        for (int failures = 0; ;)
        {
            long before = Length(part);
            try
            {
                await TryAsync(address, part, longest, progress, cancellation).ConfigureAwait(false);
                return;
            }
            catch (Exception broken) when (!cancellation.IsCancellationRequested
                && broken is HttpRequestException or IOException or OperationCanceledException)
            {
                failures = Length(part) > before ? 0 : failures + 1;
                if (failures >= Attempts)
                    throw new DownloadException(address, $"failed {failures} times without a byte gained ({broken.Message.TrimEnd('.')}). "
                        + "What came is kept: run it again to go on, or name a folder with --from.", broken);
            }
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    async Task TryAsync(Uri address, string part, long longest, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(Silence);
        long have = Length(part);
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (have > 0) request.Headers.Range = new RangeHeaderValue(have, null);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);

        var range = response.Content.Headers.ContentRange;
        // Nothing lies behind what is here, and it is as long as the whole: it is complete.
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && range?.Length == have) return;
        bool continues = response.StatusCode == HttpStatusCode.PartialContent;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable || (continues && range?.From != have))
        {
            File.Delete(part);
            throw new HttpRequestException("what is here is not the beginning of what the server has; starting again");
        }
        if ((int)response.StatusCode is >= 500 or 408 or 429)
            throw new HttpRequestException($"the server answered {(int)response.StatusCode}");
        if (!response.IsSuccessStatusCode)
            throw new DownloadException(address, $"the server answered {(int)response.StatusCode} {response.ReasonPhrase}. "
                + "Name another address or a folder with --from.");

        long start = continues ? have : 0;
        long? total = start + response.Content.Headers.ContentLength;
        if (total > longest) throw TooLong();
        using FileStream file = new(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        file.SetLength(start);
        file.Position = start;
        using var content = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        byte[] buffer = new byte[1 << 16];
        for (int got; (got = await content.ReadAsync(buffer, silence.Token).ConfigureAwait(false)) > 0;)
        {
            silence.CancelAfter(Silence);
            if (file.Position + got > longest) throw TooLong();
            file.Write(buffer, 0, got);
            progress?.Report(new(Path.GetFileName(address.LocalPath), file.Position, total));
        }
        file.Flush(flushToDisk: true);

        DownloadException TooLong() => new(address, $"expected at most {longest} bytes, the server sends more.");
    }

    static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
