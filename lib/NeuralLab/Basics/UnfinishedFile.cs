using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace NeuralLab;

/// <summary>
/// The names under which files are written before they are whole. A name says who writes, so that the next run can tell what a dead one left
/// from what a living one is writing.
/// </summary>
static partial class UnfinishedFile
{
    static readonly ConcurrentDictionary<string, bool> Cleaned = new();

    /// <summary>A run on another machine cannot be asked whether it lives: what it left counts as dead after a day.</summary>
    static readonly TimeSpan Foreign = TimeSpan.FromDays(1);

    /// <summary>Clocks of machines and file servers differ by less than this.</summary>
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>A new name beside a path; what dead runs left beside it is removed the first time.</summary>
    public static string Beside(string path)
    {
        var full = Path.GetFullPath(path);
        if (Cleaned.TryAdd(full, true)) Clean(full);
        return $"{path}.{Environment.MachineName}-{Environment.ProcessId}-{Path.GetRandomFileName()[..8]}.tmp";
    }

    static void Clean(string path)
    {
        try
        {
            foreach (var file in new DirectoryInfo(Path.GetDirectoryName(path)!).EnumerateFiles(Path.GetFileName(path) + ".*.tmp"))
                if (Pattern().Match(file.Name[(Path.GetFileName(path).Length + 1)..]) is { Success: true } match && IsDead(match, file.LastWriteTime))
                    file.Delete();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Whoever cannot clean here finds out, with a better message, when the file itself is written.
        }
    }

    static bool IsDead(Match name, DateTime written)
    {
        if (name.Groups["machine"].Value != Environment.MachineName) return DateTime.Now - written > Foreign;
        try
        {
            // Numbers of processes come again, in containers at once: whoever began after the file was written did not write it.
            using var writer = Process.GetProcessById(int.Parse(name.Groups["process"].ValueSpan, provider: null));
            return writer.StartTime - written > Skew;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or OverflowException)
        {
            return true;
        }
    }

    [GeneratedRegex(@"^(?<machine>.+)-(?<process>\d+)-[a-z0-9.]{8}\.tmp$")]
    private static partial Regex Pattern();
}
