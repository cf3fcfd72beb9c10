namespace NeuralLab;

/// <summary>The folder where a source's files are kept once they are complete and checked.</summary>
sealed class ImageCache(ImageSource source, string root)
{
    static readonly HttpClient Client = new();

    public ResumableDownload Download { get; init; } = new(Client);

    public async Task<string> FillAsync(string? from, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        bool isFolder = from is not null && !from.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            && !from.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (isFolder && !Directory.Exists(from))
            throw new DataNotFoundException(from!, "name a folder that has the files, or an address that begins with http:// or https://");
        string place = isFolder || from is null ? source.Address.AbsoluteUri : from.TrimEnd('/') + "/";
        if (!Uri.TryCreate(place, UriKind.Absolute, out var address))
            throw new DataException($"'{from}' is not an address.");

        string folder = Directory.CreateDirectory(Path.Combine(root, source.Name)).FullName;
        foreach (var file in source.Files)
        {
            if (IsWhole(file)) continue;
            string target = Path.Combine(folder, file.Name);
            // A damaged file must not hide the good one that comes, which may be packed or not.
            File.Delete(target);
            File.Delete(target + ".gz");
            if (isFolder) Copy(file, from!, folder);
            else await FetchAsync(file, new(address, file.Name + ".gz"), target + ".gz", progress, cancellation).ConfigureAwait(false);
        }
        return folder;
    }

    bool IsWhole(ImageFile file)
    {
        try
        {
            source.Read(file, source.Locate(file, root));
            return true;
        }
        catch (DataException)
        {
            return false;
        }
    }

    void Copy(ImageFile file, string from, string folder)
    {
        string origin = source.Locate(file, from);
        source.Read(file, origin);
        AtomicFile.Write(Path.Combine(folder, Path.GetFileName(origin)), stream =>
        {
            using var content = File.OpenRead(origin);
            content.CopyTo(stream);
        });
    }

    async Task FetchAsync(ImageFile file, Uri address, string target, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        string part = target + ".part";
        // Packed, the files are shorter than unpacked; what gzip cannot shorten it makes a little longer.
        long longest = file.Length + 65_536;
        for (bool resumed = File.Exists(part); ; resumed = false)
        {
            await Download.FetchAsync(address, part, longest, progress, cancellation).ConfigureAwait(false);
            try
            {
                source.Read(file, part);
                File.Move(part, target, overwrite: true);
                return;
            }
            catch (DataException wrong)
            {
                File.Delete(part);
                // Its beginning may have come from another version of the file: once more, all of it.
                if (!resumed)
                    throw new DownloadException(address, $"what came is not the published file ({wrong.Message.TrimEnd('.')}). "
                        + "Name another address or a folder with --from.", wrong);
            }
        }
    }
}
