using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace NeuralLab.Notebooks;

/// <summary>
/// A process and all that it started, also what left its session, its environment or its parent. On Linux a control group holds them where
/// the system lets us have one; they are known besides by their parents (the process adopts what its children leave behind) and by a mark
/// in their environment. Elsewhere by the tree of processes.
/// </summary>
sealed partial class ProcessFamily : IDisposable
{
    /// <summary>The environment variable that carries the mark.</summary>
    public const string Variable = "NEURALLAB_NOTEBOOK_PROCESS";

    const int Kill9 = 9;
    const int Stop = 19;
    const int MaximumRounds = 100;

    readonly Process root;
    readonly byte[] entry;
    readonly ControlGroup? group;

    /// <summary>Members that were seen, by id with the time of their start: when the root has ended, its tree is gone.</summary>
    readonly Dictionary<int, ulong> seen = [];

    readonly ThreadTimes times = new();

    /// <param name="root">The process that was started with the mark, and has started nothing yet.</param>
    /// <param name="mark">The value of <see cref="Variable"/> in its environment.</param>
    /// <param name="usesControlGroup">False to do without one.</param>
    public ProcessFamily(Process root, string mark, bool usesControlGroup = true)
    {
        this.root = root;
        entry = Encoding.UTF8.GetBytes($"{Variable}={mark}");
        group = usesControlGroup ? ControlGroup.Create(mark) : null;
        if (group?.TryAdd(root.Id) == false)
        {
            group.Remove();
            group = null;
        }
        if (OperatingSystem.IsLinux() && new ProcessTable().Start(root.Id) is { } start)
            seen.Add(root.Id, start);
    }

    /// <summary>Ends all members. Members that are being forked meanwhile are ended too: first all are stopped, until no new one appears.</summary>
    public void Kill()
    {
        if (!OperatingSystem.IsLinux())
        {
            TryKill(entireTree: true);
            return;
        }
        var stopped = new HashSet<int>();
        for (var round = 0; round < MaximumRounds; round++)
        {
            var fresh = Members(new ProcessTable(), looksAtEnvironment: true).Where(stopped.Add).ToArray();
            if (fresh.Length == 0)
                break;
            foreach (var id in fresh)
                _ = Signal(id, Stop);
        }
        group?.Kill();
        foreach (var id in stopped)
            _ = Signal(id, Kill9);
        // The root is in no list in the moment between its start and its taking on of its environment.
        TryKill(entireTree: false);
    }

    /// <summary>How many members there are, and how many bytes of memory they hold together.</summary>
    public (int Processes, long Memory) Measure()
    {
        if (OperatingSystem.IsLinux())
        {
            var members = Members(new ProcessTable(), looksAtEnvironment: group is null);
            return (members.Count, members.Sum(ProcessTable.ResidentBytes));
        }
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

    /// <summary>What the members had of the cores so far; what ended since the last call counts as far as it was seen then.</summary>
    public ProcessorTime ProcessorTime()
    {
        if (OperatingSystem.IsLinux())
        {
            lock (times)
                return times.Add(Members(new ProcessTable(), looksAtEnvironment: false));
        }
        try
        {
            root.Refresh();
            return new(root.TotalProcessorTime, TimeSpan.Zero);
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }

    /// <summary>For a process that ends itself and takes with it what it started.</summary>
    public static void KillDescendants(int ancestor)
    {
        if (!OperatingSystem.IsLinux())
            return;
        ControlGroup.OfThisProcess()?.Kill();
        for (var round = 0; round < MaximumRounds && new ProcessTable().Descendants([ancestor]) is { Count: > 0 } left; round++)
        {
            foreach (var id in left)
                _ = Signal(id, Kill9);
        }
    }

    public void Dispose() => group?.Remove();

    HashSet<int> Members(ProcessTable table, bool looksAtEnvironment)
    {
        lock (seen)
        {
            var known = seen.Where(member => table.Start(member.Key) == member.Value).Select(member => member.Key).ToArray();
            HashSet<int> members = [.. known, .. table.Descendants(known), .. group?.Members ?? []];
            if (looksAtEnvironment)
                members.UnionWith(table.Ids.Where(id => ProcessTable.Read($"/proc/{id}/environ").AsSpan().IndexOf(entry) >= 0));
            seen.Clear();
            members.RemoveWhere(id => table.Start(id) is not { } start || !seen.TryAdd(id, start));
            return members;
        }
    }

    void TryKill(bool entireTree)
    {
        try
        {
            root.Kill(entireTree);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
