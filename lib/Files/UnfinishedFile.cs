using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NeuralLab;

/// <summary>
/// The names under which files are written before they are whole. A name says who writes, so that the next run can tell what a dead one left
/// from what a living one is writing.
/// </summary>
static partial class UnfinishedFile
{
    /// <summary>Names are limited in bytes, 255 of them nearly everywhere.</summary>
    const int LongestStem = 220;

    /// <summary>A run on another machine cannot be asked whether it lives: what it left counts as dead after a day.</summary>
    static readonly TimeSpan Foreign = TimeSpan.FromDays(1);

    /// <summary>Clocks of machines and file servers differ by less than this.</summary>
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>A new name beside a path; what dead runs left beside the path is removed.</summary>
    public static string Beside(string path)
    {
        var target = Path.GetFullPath(path);
        DirectoryInfo folder = new(Path.GetDirectoryName(target)!);
        var stem = Stem(Path.GetFileName(target));
        Clean(folder, stem);
        var owner = string.Create(CultureInfo.InvariantCulture, $"{ProcessNumbers.Space}-{Environment.ProcessId}-{Random.Shared.Next(0x1000000):x6}");
        return Path.Combine(folder.FullName, $"{stem}.{owner}.tmp");
    }

    /// <summary>A name long enough to leave no room for the rest is cut, and told from its like by a hash.</summary>
    static string Stem(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= LongestStem) return name;
        var stem = new StringBuilder();
        var length = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if ((length += rune.Utf8SequenceLength) > LongestStem - 9) break;
            stem.Append(rune);
        }
        return $"{stem}~{ProcessNumbers.Digits(ProcessNumbers.Hash(name))}";
    }

    static void Clean(DirectoryInfo folder, string stem)
    {
        try
        {
            foreach (var file in folder.EnumerateFiles("*.tmp"))
            {
                if (!file.Name.StartsWith(stem + '.', StringComparison.Ordinal)) continue;
                if (Owner().Match(file.Name, stem.Length) is { Success: true } owner && IsDead(owner, file.LastWriteTime)) file.Delete();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Whoever cannot clean here finds out, with a better message, when the file itself is written.
        }
    }

    static bool IsDead(Match owner, DateTime written)
    {
        if (owner.Groups["space"].Value != ProcessNumbers.Space) return DateTime.Now - written > Foreign;
        try
        {
            // Numbers of processes come again, in containers at once: whoever began after the file was written did not write it.
            using var writer = Process.GetProcessById(int.Parse(owner.Groups["process"].ValueSpan, CultureInfo.InvariantCulture));
            return writer.StartTime - written > Skew;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or OverflowException)
        {
            return true;
        }
    }

    [GeneratedRegex(@"\G\.(?<space>[0-9a-f]{8})-(?<process>\d+)-[0-9a-f]{6}\.tmp$")]
    private static partial Regex Owner();
}
