using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace NeuralLab.Notebooks;

/// <summary>
/// A process and all that it started, also those whose own parent has ended. On Linux each is known by a mark in its environment;
/// elsewhere by the tree of processes.
/// </summary>
/// <param name="root">The process that was started with the mark.</param>
/// <param name="mark">The value of <see cref="Variable"/> in its environment.</param>
sealed partial class ProcessFamily(Process root, string mark)
{
    /// <summary>The environment variable that carries the mark.</summary>
    public const string Variable = "NEURALLAB_NOTEBOOK_PROCESS";

    const int Stop = 19;
    const int MaximumRounds = 100;

    readonly byte[] entry = Encoding.UTF8.GetBytes($"{Variable}={mark}");

    /// <summary>Ends all members. Members that are being forked meanwhile are ended too: first all are stopped, until no new one appears.</summary>
    public void Kill()
    {
        if (!OperatingSystem.IsLinux())
        {
            TryKill(root, entireTree: true);
            return;
        }
        var stopped = new HashSet<int>();
        for (var round = 0; round < MaximumRounds; round++)
        {
            var fresh = Members().Where(stopped.Add).ToArray();
            if (fresh.Length == 0)
                break;
            foreach (var id in fresh)
                _ = Signal(id, Stop);
        }
        foreach (var id in stopped)
        {
            try
            {
                using var member = Process.GetProcessById(id);
                TryKill(member, entireTree: false);
            }
            catch (ArgumentException)
            {
                // It has ended by itself.
            }
        }
        // The root is in no list in the moment between its start and its taking on of its environment.
        TryKill(root, entireTree: false);
    }

    /// <summary>How many members there are, and how many bytes of memory they hold together.</summary>
    public (int Processes, long Memory) Measure()
    {
        if (OperatingSystem.IsLinux())
            return Members().Aggregate((0, 0L), (sum, id) => (sum.Item1 + 1, sum.Item2 + ResidentBytes(id)));
        try
        {
            root.Refresh();
            return (1, root.WorkingSet64);
        }
        catch (InvalidOperationException)
        {
            return (0, 0);
        }
    }

    IEnumerable<int> Members() =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where char.IsAsciiDigit(name[0]) && Read($"{folder}/environ").AsSpan().IndexOf(entry) >= 0
        select int.Parse(name, CultureInfo.InvariantCulture);

    static long ResidentBytes(int id) =>
        Encoding.ASCII.GetString(Read($"/proc/{id}/statm")).Split(' ') is [_, var pages, ..]
            ? long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize
            : 0;

    /// <summary>The file, or nothing: processes end while they are looked at, and others' are closed to us.</summary>
    static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    static void TryKill(Process process, bool entireTree)
    {
        try
        {
            process.Kill(entireTree);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
