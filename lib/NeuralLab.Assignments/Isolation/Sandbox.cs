using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Isolation;

/// <summary>
/// Shuts the process with a student's code in, with what the machine has for it. Everywhere the process has limits of time, memory and
/// output; on Linux it also sees no network, no other process and no file but its libraries, and writes to a scratch folder in memory.
/// </summary>
public sealed class Sandbox
{
    /// <summary>Users that no system gives to a person; the second are those of a container that has 65536.</summary>
    static readonly (int From, int To) Users = (0x40000000, 0x60000000), FewUsers = (61184, 65520);

    static readonly string[] SystemFolders = ["/usr", "/bin", "/lib", "/lib64"];

    const string Bwrap = "bubblewrap", Namespaces = "unshare", LimitsOnly = "prlimit", None = "none";

    readonly string? program;
    readonly bool isRoot = Environment.IsPrivilegedProcess;

    Sandbox(string name, string? program)
    {
        (Name, this.program) = (name, program);
        List<string> missing = [];
        var isShared = name is LimitsOnly or None;
        var hasOwnUser = isRoot && name is not None;
        if (isShared) missing.Add("the network can be used");
        if (name is not Bwrap) missing.Add($"files can be read that {(hasOwnUser ? "everybody" : "you")} may read, and written likewise");
        if (isShared) missing.Add("other processes can be seen");
        if (isShared && !hasOwnUser) missing.Add("yours can be ended, and there may be no end of new ones");
        Missing = missing;
    }

    /// <summary><c>bubblewrap</c>, <c>unshare</c>, <c>prlimit</c> (limits, and as root a user of its own) or <c>none</c>.</summary>
    public string Name { get; }

    /// <summary>What this machine does not prevent, in words; empty where it prevents all.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Why no stronger one is used; empty where there is none.</summary>
    public IReadOnlyList<string> Refused { get; private init; } = [];

    /// <summary>True where code could do all that the administrator may: nobody should run it so.</summary>
    public bool IsForbidden => isRoot && Name == None;

    /// <summary>A sandbox of limits of time, memory and output only, as on systems that have nothing else.</summary>
    public static Sandbox Weakest { get; } = new(None, null);

    /// <summary>The strongest sandbox that works on this machine.</summary>
    public static Sandbox Strongest() => All().First();

    /// <summary>Those that work on this machine, the strongest first: each is tried, not only looked for.</summary>
    public static IEnumerable<Sandbox> All()
    {
        List<string> refused = [];
        foreach (var (name, file) in OperatingSystem.IsLinux() ? new[] { (Bwrap, "bwrap"), (Namespaces, "unshare"), (LimitsOnly, "prlimit") } : [])
        {
            if (Find(file) is not { } program)
            {
                refused.Add($"{file} is not installed");
                continue;
            }
            var sandbox = new Sandbox(name, program) { Refused = [.. refused] };
            if (sandbox.Fault() is { } fault) refused.Add($"{file} does not work here: {fault}");
            else yield return sandbox;
        }
        yield return new Sandbox(None, null) { Refused = refused };
    }

    /// <summary>The folder of those that every submission can read in which a path lies; null where it lies in none.</summary>
    /// <param name="path">Of what submissions must not see.</param>
    public string? Shows(string path)
    {
        var place = Path.GetFullPath(path);
        return Name != Bwrap ? null
            : SystemFolders.Concat(Needed([])).FirstOrDefault(folder => place == folder || place.StartsWith(folder + "/", StringComparison.Ordinal));
    }

    /// <summary>Puts the sandbox around a process that is about to start.</summary>
    /// <param name="start">Changed.</param>
    /// <param name="folders">What it may read beside the framework and this program.</param>
    /// <param name="limits">What it may take.</param>
    internal void Wrap(ProcessStartInfo start, IReadOnlyList<string> folders, Limits limits)
    {
        Strip(start);
        if (program is null) return;
        string[] command = [start.FileName, .. start.ArgumentList];
        start.ArgumentList.Clear();
        start.FileName = program;
        var shell = Name switch { Bwrap => Bubblewrap(folders, limits).Append("prlimit"), Namespaces => Unshare().Append("prlimit"), _ => [] };
        foreach (var word in shell.Concat(Restrict(limits)).Concat(command)) start.ArgumentList.Add(word);
    }

    /// <summary>The environment names this machine and its user; the code needs none of that.</summary>
    static void Strip(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(name => name is not ("NEURALLAB_NOTEBOOK_PROCESS" or "DOTNET_GCHeapHardLimit" or "PATH" or "SystemRoot" or "TEMP" or "TMP")).ToArray())
            start.Environment.Remove(name);
        if (OperatingSystem.IsWindows()) return;
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["HOME"] = start.Environment["TMPDIR"] = "/tmp";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
    }

    List<string> Bubblewrap(IReadOnlyList<string> folders, Limits limits)
    {
        List<string> words = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--die-with-parent", "--new-session", "--proc", "/proc", "--dev", "/dev"];
        if (isRoot) words.AddRange(["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"]);
        else words.Add("--unshare-user");
        foreach (var folder in SystemFolders)
        {
            if (new DirectoryInfo(folder).LinkTarget is { } target) words.AddRange(["--symlink", target, folder]);
            else if (Directory.Exists(folder)) words.AddRange(["--ro-bind", folder, folder]);
        }
        words.AddRange(["--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", "--perms", "1777", "--size", Text(limits.Files), "--tmpfs", "/tmp"]);
        // The folders above would be the grader's alone.
        foreach (var above in Needed(folders).SelectMany(Above).Distinct().Where(above => above is not ("/tmp" or "/usr" or "/")))
            words.AddRange(["--perms", "0755", "--dir", above]);
        foreach (var folder in Needed(folders)) words.AddRange(["--ro-bind", folder, folder]);
        return words;
    }

    static IEnumerable<string> Above(string folder) =>
        Path.GetDirectoryName(folder) is { Length: > 1 } above ? Above(above).Append(above) : [];

    List<string> Unshare()
    {
        List<string> words = ["--pid", "--net", "--ipc", "--uts", "--mount", "--fork", "--kill-child", "--mount-proc"];
        if (!isRoot) words.AddRange(["--user", "--map-current-user"]);
        return words;
    }

    static IEnumerable<string> Needed(IEnumerable<string> folders) =>
        folders.Append(AppContext.BaseDirectory)
            .Append(Path.GetDirectoryName(typeof(NotebookDocument).Assembly.Location)!).Append(Path.GetDirectoryName(DotnetHost.Path)!)
            .Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
            .Where(folder => !folder.StartsWith("/usr/", StringComparison.Ordinal)).Distinct();

    /// <summary>
    /// Limits that the kernel watches, and, where we are root, a user that owns nothing. It is no other submission's, of this grader or of
    /// another: the kernel counts a user's processes, wherever they run.
    /// </summary>
    List<string> Restrict(Limits limits)
    {
        List<string> words = [$"--data={Text(limits.Memory * 2)}", $"--fsize={Text(limits.Files)}", "--core=0", "--nofile=512"];
        // In a namespace of users the kernel counts from 0, since 5.14; elsewhere all that you have started.
        if (isRoot || (Name != LimitsOnly && Environment.OSVersion.Version >= new Version(5, 14))) words.Add($"--nproc={Text(limits.Processes)}");
        if (!isRoot) return words;
        var user = Text(NewUser());
        words.AddRange(["setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all"]);
        return words;
    }

    static long NewUser()
    {
        // "first here, first outside, count", a line for each range
        var hasMany = File.ReadLines("/proc/self/uid_map").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(range => Users.From >= Number(range[0]) && Users.To <= Number(range[0]) + Number(range[2]));
        var (from, to) = hasMany ? Users : FewUsers;
        return RandomNumberGenerator.GetInt32(from, to);
    }

    /// <summary>Why it does not work, in one line; null where it does.</summary>
    string? Fault()
    {
        var start = new ProcessStartInfo("true") { RedirectStandardError = true, RedirectStandardOutput = true };
        Wrap(start, [], new Limits());
        try
        {
            using var process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            var said = process.StandardError.ReadToEnd().Trim().ReplaceLineEndings(" ");
            process.WaitForExit();
            return process.ExitCode == 0 ? null : said.Length > 0 ? said : string.Create(CultureInfo.InvariantCulture, $"exit code {process.ExitCode}");
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            return fault.Message;
        }
    }

    static string? Find(string program) => ((string[])["/usr/bin", "/bin", "/usr/local/bin"]).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
