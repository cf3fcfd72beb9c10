using System.Globalization;
using System.Text;

namespace NeuralLab.Notebooks;

/// <summary>The processes of this Linux system at one moment, without those that have ended and only wait to be noticed.</summary>
sealed class ProcessTable
{
    const char Ended = 'Z';

    readonly Dictionary<int, (int Parent, ulong Start)> processes = [];

    public ProcessTable()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Entry(id) is { } entry)
                processes.Add(id, entry);
        }
    }

    public IEnumerable<int> Ids => processes.Keys;

    /// <summary>When a process began, in the kernel's ticks: together with its id it is no other's. Null where there is none.</summary>
    public ulong? Start(int id) => processes.TryGetValue(id, out var entry) ? entry.Start : null;

    /// <summary>All that these processes started, and what those started, without themselves.</summary>
    public IReadOnlyCollection<int> Descendants(IEnumerable<int> ancestors)
    {
        var children = processes.ToLookup(process => process.Value.Parent, process => process.Key);
        var found = new HashSet<int>();
        var waiting = new Queue<int>(ancestors);
        while (waiting.TryDequeue(out var parent))
        {
            foreach (var child in children[parent].Where(found.Add))
                waiting.Enqueue(child);
        }
        return found;
    }

    /// <summary>A file of a process, or nothing: processes end while they are looked at, and others' are closed to us.</summary>
    public static byte[] Read(string path)
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

    /// <summary>Bytes of memory that a process holds.</summary>
    public static long ResidentBytes(int id) =>
        Encoding.ASCII.GetString(Read($"/proc/{id}/statm")).Split(' ') is [_, var pages, ..]
            ? long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize
            : 0;

    // "id (name) state parent ...", the start is the 22nd; a name may hold anything, also brackets.
    static (int Parent, ulong Start)? Entry(int id)
    {
        var line = Encoding.ASCII.GetString(Read($"/proc/{id}/stat"));
        var fields = line[(line.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19 && fields[0][0] != Ended
            ? (int.Parse(fields[1], CultureInfo.InvariantCulture), ulong.Parse(fields[19], CultureInfo.InvariantCulture))
            : null;
    }
}
