using System.Text;

namespace NeuralLab.Notebooks;

/// <summary>Files that are there whole or not at all, whatever interrupts the writing.</summary>
public static class AtomicFile
{
    /// <summary>Writes UTF-8 to a temporary file beside the target, flushes it to the disk, and renames it over the target.</summary>
    /// <param name="path">The file to create or replace; its folder is created where it is missing.</param>
    /// <param name="text">All of it.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteAllText(string path, string text)
    {
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = $"{target}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
