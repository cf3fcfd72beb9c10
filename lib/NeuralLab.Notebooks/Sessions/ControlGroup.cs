using System.Globalization;

namespace NeuralLab.Notebooks;

/// <summary>
/// A control group of Linux (version 2) that holds a notebook's processes: none leaves it by changing its session or environment, and all
/// end with one write. Only membership is used, so that no controller need be delegated: a folder that we may write to is enough.
/// </summary>
sealed class ControlGroup
{
    const string Prefix = "neurallab.";
    const string Root = "/proc";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    readonly string folder;

    ControlGroup(string folder) => this.folder = folder;

    /// <summary>Below which groups are made.</summary>
    public static string? Parent => OwnFolder();

    /// <summary>Why there are none here; null where there are.</summary>
    public static string? Missing { get; } = Try();

    /// <summary>The processes in it.</summary>
    public IReadOnlyList<int> Members
    {
        get
        {
            try
            {
                return [.. File.ReadLines(Path.Combine(folder, "cgroup.procs")).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Where(id => id > 0)];
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return [];
            }
        }
    }

    /// <summary>A new group below that of this process; null where the system does not let us.</summary>
    /// <param name="name">Distinguishes it from others of this process.</param>
    public static ControlGroup? Create(string name)
    {
        if (Missing is not null || OwnFolder() is not { } own)
            return null;
        try
        {
            SweepDeadRuns(own);
            return Make(own, name);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The group that this process was put in by <see cref="Create"/>; null where it was not.</summary>
    public static ControlGroup? OfThisProcess() =>
        OperatingSystem.IsLinux() && OwnFolder() is { } own && Path.GetFileName(own).StartsWith(Prefix, StringComparison.Ordinal) ? new(own) : null;

    /// <summary>Puts a process into it; what it starts from then on is in it too.</summary>
    public bool TryAdd(int process) => TryWrite("cgroup.procs", process.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends all processes in it at once.</summary>
    public void Kill() => TryWrite("cgroup.kill", "1");

    /// <summary>Takes it away, as soon as its processes have ended.</summary>
    public void Remove()
    {
        var ends = DateTime.UtcNow + Patience;
        while (!TryRemove(folder) && DateTime.UtcNow < ends)
            Thread.Sleep(1);
    }

    static ControlGroup Make(string own, string name)
    {
        var folder = Path.Combine(own, $"{Prefix}{ProcessNumbers.Space}.{Environment.ProcessId}.{name}");
        Directory.CreateDirectory(folder);
        return new ControlGroup(folder);
    }

    /// <summary>A run that was killed could not take away its groups; what is in them is nobody's any more.</summary>
    static void SweepDeadRuns(string own)
    {
        foreach (var left in Directory.EnumerateDirectories(own, $"{Prefix}{ProcessNumbers.Space}.*"))
        {
            var owner = Path.GetFileName(left).Split('.')[2];
            if (Directory.Exists(Path.Combine(Root, owner)))
                continue;
            new ControlGroup(left).Kill();
            TryRemove(left);
        }
    }

    static bool TryRemove(string folder)
    {
        try
        {
            // The folder's files are the kernel's: it goes as if it were empty.
            Directory.Delete(folder);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    bool TryWrite(string file, string text)
    {
        try
        {
            using var stream = new FileStream(Path.Combine(folder, file), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            stream.Write(System.Text.Encoding.ASCII.GetBytes(text));
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Makes one and takes it away again.</summary>
    static string? Try()
    {
        if (!OperatingSystem.IsLinux())
            return "only Linux has control groups";
        if (OwnFolder() is not { } own)
            return "no control groups of version 2 are mounted";
        try
        {
            var trial = Make(own, "trial");
            var canKill = File.Exists(Path.Combine(trial.folder, "cgroup.kill"));
            TryRemove(trial.folder);
            return canKill ? null : "the kernel is older than 5.14";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"{own} is not ours to write to";
        }
    }

    /// <summary>Where the group of this process is mounted.</summary>
    static string? OwnFolder()
    {
        // "id parent device root mountpoint options - type source options"
        var mount = Lines("mountinfo").Select(line => line.Split(" - ")).Where(parts => parts.Length == 2 && parts[1].StartsWith("cgroup2 ", StringComparison.Ordinal))
            .Select(parts => parts[0].Split(' ')).FirstOrDefault(fields => fields.Length > 4);
        var path = Lines("cgroup").FirstOrDefault(line => line.StartsWith("0::", StringComparison.Ordinal))?[3..];
        if (mount is null || path is null || path.Contains("..", StringComparison.Ordinal))
            return null;
        var root = mount[3] == "/" ? "" : mount[3];
        return path.StartsWith(root, StringComparison.Ordinal)
            && Path.Join(mount[4], path[root.Length..]).TrimEnd('/') is var folder && Directory.Exists(folder)
            ? folder
            : null;
    }

    static string[] Lines(string file) => System.Text.Encoding.UTF8.GetString(ProcessTable.Read($"{Root}/self/{file}")).Split('\n');
}
