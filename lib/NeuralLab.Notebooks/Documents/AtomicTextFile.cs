using System.Text;

namespace NeuralLab.Notebooks;

/// <summary>Files that are there whole or not at all, whatever interrupts the writing.</summary>
public static class AtomicTextFile
{
    /// <summary>
    /// Writes UTF-8 to a temporary file beside the target, flushes it to the disk, and renames it over the target. What runs that were
    /// killed left behind for the same target is removed.
    /// </summary>
    /// <param name="path">The file to create or replace; its folder is created where it is missing.</param>
    /// <param name="text">All that it will hold.</param>
    /// <exception cref="IOException">The file cannot be written; what was there still is.</exception>
    public static void Write(string path, string text)
    {
        MakeFolderOf(path);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Finds out, without touching what is there, whether <see cref="Write"/> can: before work whose result the file will hold.</summary>
    /// <param name="path">The file; its folder is created where it is missing.</param>
    /// <exception cref="IOException">It cannot, or the path is a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is closed to us.</exception>
    public static void RequireWritable(string path)
    {
        MakeFolderOf(path);
        AtomicFile.RequireWritable(path);
    }

    static void MakeFolderOf(string path) => Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
}
