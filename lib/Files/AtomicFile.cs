namespace NeuralLab;

/// <summary>
/// Files that are whole or not there: written beside their place under another name, flushed to the disk, then renamed. Whoever is
/// killed in between leaves the old file, or none; what he left is removed by who writes there next.
/// </summary>
/// <remarks>Compiled into the engine and into the host of notebooks, of which neither knows the other.</remarks>
static class AtomicFile
{
    /// <summary>Writes a file; an old one is replaced.</summary>
    /// <param name="path">The file, in a folder that is there.</param>
    /// <param name="write">Writes its content.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, Action<Stream> write) => WriteAll([(path, write)]);

    /// <summary>Finds out, without touching what is there, whether a file can be written: before work whose result it will hold.</summary>
    /// <param name="path">The file, in a folder that is there.</param>
    /// <exception cref="IOException">It cannot, or the path is a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is closed to us.</exception>
    public static void RequireWritable(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"{path} is a folder: expected the name of a file.");
        using FileStream stream = new(UnfinishedFile.Beside(path), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    /// <summary>Writes several files: if writing any of them fails, none is replaced.</summary>
    /// <param name="files">Each file, and what writes its content.</param>
    /// <exception cref="IOException">One cannot be written.</exception>
    public static void WriteAll(IReadOnlyList<(string Path, Action<Stream> Write)> files)
    {
        List<(string Written, string Path)> ready = [];
        try
        {
            foreach (var (path, write) in files)
            {
                string written = UnfinishedFile.Beside(path);
                ready.Add((written, path));
                using FileStream stream = new(written, FileMode.CreateNew, FileAccess.Write);
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            foreach (var (written, path) in ready) File.Move(written, path, overwrite: true);
        }
        finally
        {
            foreach (var (written, _) in ready) File.Delete(written);
        }
    }
}
