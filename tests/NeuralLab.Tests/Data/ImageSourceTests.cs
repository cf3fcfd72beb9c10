using System.Security.Cryptography;

namespace NeuralLab.Tests;

public class ImageSourceTests
{
    static readonly byte[][] Contents =
    [
        IdxFileTests.Idx([300, 4, 4], Noise(4800)),
        IdxFileTests.Idx([300], [.. Enumerable.Range(0, 300).Select(index => (byte)(index % 2))]),
        IdxFileTests.Idx([2, 4, 4], new byte[32]),
        IdxFileTests.Idx([2], [0, 1]),
    ];

    static readonly string[] Names = ["train-images", "train-labels", "test-images", "test-labels"];

    static readonly Dictionary<string, byte[]> Packed = Names.Zip(Contents).ToDictionary(file => $"/{file.First}.gz", file => IdxFileTests.Gzip(file.Second));

    // Such as gzip cannot shorten, so that there is something to cut.
    static byte[] Noise(int length)
    {
        byte[] bytes = new byte[length];
        new RandomStream(1, "test").NextBytes(bytes);
        return bytes;
    }

    static ImageSource Source(string address = "http://127.0.0.1:1/") => new()
    {
        Name = "tiny",
        Address = new(address),
        ClassNames = ["even", "odd"],
        Files = [.. Names.Zip(Contents).Select(file => new ImageFile(file.First, file.Second.Length, Convert.ToHexStringLower(SHA256.HashData(file.Second))))],
    };

    static async Task<string> GetAsync(string cache, string from, TimeSpan? silence = null, IProgress<DownloadProgress>? progress = null)
    {
        using HttpClient client = new();
        ResumableDownload download = new(client) { Pause = TimeSpan.Zero, Attempts = 3, Silence = silence ?? TimeSpan.FromSeconds(30) };
        return await new ImageCache(Source(), cache) { Download = download }.FillAsync(from, progress, TestContext.Current.CancellationToken);
    }

    static void IsComplete(string cache)
    {
        var images = Source().Load(cache);
        Assert.Equal((300, 2), (images.Training.Count, images.Test.Count));
        Assert.Equal(Contents[0][16..], images.Training.Pixels.ToArray());
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(cache, "tiny")), file => file.EndsWith(".part", StringComparison.Ordinal) || file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_are_downloaded_checked_and_not_downloaded_again()
    {
        using TemporaryFolder cache = new();
        await using LoopbackServer server = new((path, from) => LoopbackServer.Serve(Packed[path], from));
        Assert.False(Source().IsPresent(cache.Path));
        Recorder progress = new();
        Assert.Equal(cache.File("tiny"), await GetAsync(cache.Path, server.Address, progress: progress));
        IsComplete(cache.Path);
        Assert.True(Source().IsPresent(cache.Path));
        Assert.Equal(new("train-images.gz", Packed["/train-images.gz"].Length, Packed["/train-images.gz"].Length), progress.Last["train-images.gz"]);
        Assert.Equal(4, server.Requests.Count);
        await GetAsync(cache.Path, server.Address);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_taken_up_where_it_broke()
    {
        using TemporaryFolder cache = new();
        await using LoopbackServer server = new((path, from) => LoopbackServer.Serve(Packed[path], from, cutAfter: 1000));
        await GetAsync(cache.Path, server.Address);
        IsComplete(cache.Path);
        var first = server.Requests.Where(request => request.Path == "/train-images.gz").Select(request => request.From).ToArray();
        Assert.Equal((null, 1000L, 2000L), (first[0], first[1], first[2]));
    }

    /// <summary>A server that cuts, answers with errors, sends another file's bytes, or ignores what was asked, as it happens to.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_a_server_does_the_cache_has_whole_files_or_none_and_goes_on(int seed)
    {
        using TemporaryFolder cache = new();
        Random random = new(seed);
        int refused = 0;
        await using LoopbackServer server = new((path, from) =>
        {
            var file = Packed[path];
            return random.Next(8) switch
            {
                0 => new(503, []),
                1 => LoopbackServer.Serve(file, null, cutAfter: random.Next(file.Length)),
                2 => LoopbackServer.Serve(Packed["/test-images.gz"], null),
                3 => LoopbackServer.Serve([.. file.Select(value => (byte)(value ^ 1))], from),
                4 => new(206, file, $"Content-Range: bytes 7-{file.Length}/{file.Length}\r\n"),
                _ => LoopbackServer.Serve(file, from, cutAfter: random.Next(2 * file.Length)),
            };
        });
        for (var call = 0; call < 200 && !Source().IsPresent(cache.Path); call++)
            try
            {
                await GetAsync(cache.Path, server.Address);
            }
            catch (DataException)
            {
                refused++;
                // What has its name is whole, whatever happened.
                foreach (var (name, content) in Names.Zip(Contents))
                    if (File.Exists(Path.Combine(cache.File("tiny"), name + ".gz")))
                        Assert.Equal(content, await Unpacked(Path.Combine(cache.File("tiny"), name + ".gz")));
            }
        IsComplete(cache.Path);
        Assert.True(refused > 0, "the server did nothing wrong");
    }

    static async Task<byte[]> Unpacked(string path)
    {
        await using System.IO.Compression.GZipStream zip = new(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress);
        using MemoryStream content = new();
        await zip.CopyToAsync(content);
        return content.ToArray();
    }

    [Fact]
    public async Task A_download_cut_off_in_an_earlier_run_goes_on()
    {
        using TemporaryFolder cache = new();
        cache.Write("tiny/train-images.gz.part", Packed["/train-images.gz"][..777]);
        await using LoopbackServer server = new((path, from) => LoopbackServer.Serve(Packed[path], from));
        await GetAsync(cache.Path, server.Address);
        IsComplete(cache.Path);
        Assert.Equal(("/train-images.gz", 777L), server.Requests[0]);
    }

    [Fact]
    public async Task A_part_that_is_already_complete_is_used()
    {
        using TemporaryFolder cache = new();
        cache.Write("tiny/train-images.gz.part", Packed["/train-images.gz"]);
        await using LoopbackServer server = new((path, from) => LoopbackServer.Serve(Packed[path], from));
        await GetAsync(cache.Path, server.Address);
        IsComplete(cache.Path);
        Assert.Single(server.Requests, request => request.Path == "/train-images.gz");
    }

    [Fact]
    public async Task A_part_of_another_file_is_thrown_away()
    {
        using TemporaryFolder cache = new();
        cache.Write("tiny/train-images.gz.part", new byte[500]);
        cache.Write("tiny/train-labels.gz.part", new byte[100_000]);
        await using LoopbackServer server = new((path, from) => LoopbackServer.Serve(Packed[path], from));
        await GetAsync(cache.Path, server.Address);
        IsComplete(cache.Path);
    }

    [Fact]
    public async Task A_server_without_ranges_sends_all_of_it_again()
    {
        using TemporaryFolder cache = new();
        int sent = 0;
        await using LoopbackServer server = new((path, _) => LoopbackServer.Serve(Packed[path], null, cutAfter: sent++ == 0 ? 1000 : int.MaxValue));
        await GetAsync(cache.Path, server.Address);
        IsComplete(cache.Path);
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_left_and_asked_again()
    {
        using TemporaryFolder cache = new();
        int sent = 0;
        await using LoopbackServer server = new((path, from) => LoopbackServer.Serve(Packed[path], from, cutAfter: sent == 0 ? 1000 : int.MaxValue) with { Silent = sent++ == 0 });
        await GetAsync(cache.Path, server.Address, silence: TimeSpan.FromSeconds(1));
        IsComplete(cache.Path);
        Assert.Equal(("/train-images.gz", 1000L), server.Requests[1]);
    }

    [Theory]
    [InlineData(404, 1, "answered 404")]
    [InlineData(403, 1, "answered 403")]
    [InlineData(503, 3, "failed 3 times without a byte gained (the server answered 503)")]
    public async Task A_server_that_refuses_is_an_error_that_says_what_to_do(int status, int requests, string problem)
    {
        using TemporaryFolder cache = new();
        await using LoopbackServer server = new((_, _) => new(status, "<html>sorry</html>"u8.ToArray()));
        var error = await Assert.ThrowsAsync<DownloadException>(() => GetAsync(cache.Path, server.Address));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("--from", error.Message, StringComparison.Ordinal);
        Assert.Equal(server.Address + "train-images.gz", error.Address.AbsoluteUri);
        Assert.Equal(requests, server.Requests.Count);
        Assert.False(Source().IsPresent(cache.Path));
    }

    [Fact]
    public async Task No_server_is_an_error_that_says_what_to_do()
    {
        using TemporaryFolder cache = new();
        string address;
        await using (LoopbackServer server = new((_, _) => new(200, []))) address = server.Address;
        Assert.Contains("--from", (await Assert.ThrowsAsync<DownloadException>(() => GetAsync(cache.Path, address))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_of_another_hash_is_refused_and_not_kept()
    {
        using TemporaryFolder cache = new();
        byte[] forged = IdxFileTests.Gzip([.. Contents[0][..^1], 99]);
        await using LoopbackServer server = new((_, from) => LoopbackServer.Serve(forged, from));
        var error = await Assert.ThrowsAsync<DownloadException>(() => GetAsync(cache.Path, server.Address));
        Assert.Contains("expected the content of SHA-256", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(cache.File("tiny")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_bytes_than_the_file_can_have_are_refused(bool announced)
    {
        using TemporaryFolder cache = new();
        await using LoopbackServer server = new((_, _) => new(200, new byte[200_000], TellsLength: announced));
        Assert.Contains("expected at most", (await Assert.ThrowsAsync<DownloadException>(() => GetAsync(cache.Path, server.Address))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_stops_and_keeps_what_came()
    {
        using TemporaryFolder cache = new();
        using CancellationTokenSource cancel = new();
        await using LoopbackServer server = new((path, from) => LoopbackServer.Serve(Packed[path], from, cutAfter: 1000) with { Silent = true });
        using HttpClient client = new();
        ImageCache filling = new(Source(), cache.Path) { Download = new(client) };
        Recorder progress = new(_ => cancel.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => filling.FillAsync(server.Address, progress, cancel.Token));
        byte[] kept = File.ReadAllBytes(cache.File("tiny/train-images.gz.part"));
        Assert.InRange(kept.Length, 1, 1000);
        Assert.Equal(Packed["/train-images.gz"][..kept.Length], kept);
    }

    [Theory]
    [InlineData(".gz", "")]
    [InlineData("", "")]
    [InlineData(".gz", "tiny/")]
    public async Task A_folder_packed_or_not_is_read_and_copied(string ending, string inside)
    {
        using TemporaryFolder folder = new(), cache = new();
        foreach (var (name, content) in Names.Zip(Contents)) folder.Write(inside + name + ending, ending.Length > 0 ? IdxFileTests.Gzip(content) : content);
        Assert.Equal(300, Source().Load(folder.Path).Training.Count);
        cache.Write("tiny/train-images.gz", [1, 2, 3]);
        await GetAsync(cache.Path, folder.Path);
        IsComplete(cache.Path);
    }

    [Fact]
    public async Task A_folder_with_a_damaged_or_missing_file_is_refused()
    {
        using TemporaryFolder folder = new(), cache = new();
        foreach (var (name, content) in Names.Zip(Contents)) folder.Write(name, content);
        folder.Write("test-labels", IdxFileTests.Idx([2], [1, 1]));
        Assert.Contains("test-labels: expected the content of SHA-256", (await Assert.ThrowsAsync<DataException>(() => GetAsync(cache.Path, folder.Path))).Message, StringComparison.Ordinal);
        File.Delete(folder.File("test-labels"));
        var missing = await Assert.ThrowsAsync<DataNotFoundException>(() => GetAsync(cache.Path, folder.Path));
        Assert.Contains("test-labels", missing.Path, StringComparison.Ordinal);
        Assert.Contains("neurallab data get tiny", missing.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DataNotFoundException>(() => GetAsync(cache.Path, folder.File("nowhere")));
        await Assert.ThrowsAsync<DataException>(() => GetAsync(cache.Path, "http://"));
    }

    [Fact]
    public void Unknown_source_lists_the_known_ones() =>
        Assert.Contains("mnist, fashion-mnist", Assert.Throws<DataException>(() => ImageSource.Find("cifar")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("mnist", 5, 6742)]
    [InlineData("fashion-mnist", 9, 6000)]
    public void Real_images_are_read_from_a_folder(string name, int firstLabel, int ones)
    {
        var images = ImageSource.Find(name).Load(SharedData.Folder(name));
        Assert.Equal((60_000, 10_000, 28, 28), (images.Training.Count, images.Test.Count, images.Training.Width, images.Training.Height));
        Assert.Equal((firstLabel, ones), (images.Training.Labels[0], images.Training.Labels.Count(label => label == 1)));
        var test = images.Test.ToDataSet<float>();
        Assert.Equal((784, 10_000, 10), (test.FeatureCount, test.SampleCount, test.ClassCount));
        Assert.Equal((0f, 1f), (test.X.Enumerate().Min(), test.X.Enumerate().Max()));
    }

    sealed class Recorder(Action<DownloadProgress>? then = null) : IProgress<DownloadProgress>
    {
        public Dictionary<string, DownloadProgress> Last { get; } = [];

        public void Report(DownloadProgress value)
        {
            Last[value.File] = value;
            then?.Invoke(value);
        }
    }
}
