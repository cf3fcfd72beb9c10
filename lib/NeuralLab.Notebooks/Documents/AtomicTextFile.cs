using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace NeuralLab.Notebooks;

/// <summary>Files that are there whole or not at all, whatever interrupts the writing.</summary>
public static class AtomicTextFile
{
    const string Extension = ".tmp";

    /// <summary>
    /// Writes UTF-8 to a temporary file beside the target, flushes it to the disk, and renames it over the target. What runs that were
    /// killed left behind for the same target is removed.
    /// </summary>
    /// <param name="path">The file to create or replace; its folder is created where it is missing.</param>
    /// <param name="text">All that it will hold.</param>
    /// <exception cref="IOException">The file cannot be written; what was there still is.</exception>
    public static void Write(string path, string text)
    {
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        RemoveLeft(target);
        var temporary = Temporary(target);
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

    /// <summary>Finds out, without touching what is there, whether <see cref="Write"/> can: before work whose result the file will hold.</summary>
    /// <param name="path">The file; its folder is created where it is missing.</param>
    /// <exception cref="IOException">It cannot, or the path is a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is closed to us.</exception>
    public static void RequireWritable(string path)
    {
        var target = Path.GetFullPath(path);
        if (Directory.Exists(target))
            throw new IOException($"{target} is a folder: expected the name of a file");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using (new FileStream(Temporary(target), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
        {
        }
    }

    /// <summary>Beside the target, its name as long as the target's: what has room for one has room for the other.</summary>
    static string Temporary(string target)
    {
        var owner = string.Create(CultureInfo.InvariantCulture, $".{ProcessNumbers.Space}-{Environment.ProcessId}-{Random.Shared.Next(0x1000000):x6}{Extension}");
        return Path.Combine(Path.GetDirectoryName(target)!, Stem(Path.GetFileName(target)) + owner);
    }

    /// <summary>Names are limited in bytes, 255 of them nearly everywhere.</summary>
    static string Stem(string name)
    {
        const int Longest = 220;
        if (Encoding.UTF8.GetByteCount(name) <= Longest)
            return name;
        var stem = new StringBuilder();
        var length = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if ((length += rune.Utf8SequenceLength) > Longest - 9)
                break;
            stem.Append(rune);
        }
        return $"{stem}~{ProcessNumbers.Digits(ProcessNumbers.Hash(name))}";
    }

    static void RemoveLeft(string target)
    {
        var mine = $"{Stem(Path.GetFileName(target))}.{ProcessNumbers.Space}-";
        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(target)!, "*" + Extension))
        {
            var name = Path.GetFileName(path);
            if (name.StartsWith(mine, StringComparison.Ordinal) && name[mine.Length..].Split('-') is [var owner, _] && !IsRunning(owner))
                File.Delete(path);
        }
    }

    static bool IsRunning(string owner)
    {
        if (!int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return true;
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
