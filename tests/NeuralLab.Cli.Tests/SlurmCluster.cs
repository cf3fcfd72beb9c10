using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace NeuralLab.Cli.Tests;

/// <summary>
/// A Slurm of one node with two processors on loopback: its own configuration, key and state in a temporary folder; ended by the numbers of
/// its processes. Where Slurm is not installed, tests say what is missing and are skipped, but not in CI.
/// </summary>
sealed class SlurmCluster : IAsyncDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("neurallab-slurm-");
    readonly List<Process> daemons = [];

    SlurmCluster()
    {
    }

    string PathOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Starts the three daemons and waits for the node.</summary>
    public static async Task<SlurmCluster> Start()
    {
        var missing = new[] { "/usr/sbin/munged", "/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/bin/sbatch" }.Where(path => !File.Exists(path)).ToArray();
        if (missing.Length > 0 || Environment.UserName != "root")
        {
            var message = missing.Length > 0 ? $"No Slurm ({string.Join(", ", missing)} missing): apt-get install slurm-wlm munge" : "This Slurm runs as root only.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true" or "1", message);
            Assert.Fail(message);
        }
        SlurmCluster cluster = new();
        try
        {
            await cluster.StartDaemons();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    async Task StartDaemons()
    {
        File.WriteAllBytes(PathOf("munge.key"), RandomNumberGenerator.GetBytes(1024));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(PathOf("munge.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(PathOf("slurm.conf"), Configuration(Environment.MachineName.Split('.')[0], FreePort(), FreePort()));
        Daemon("munged", "--foreground", "--force", $"--key-file={PathOf("munge.key")}", $"--socket={PathOf("munge.socket")}", $"--pid-file={PathOf("munged.pid")}", $"--log-file={PathOf("munged.log")}", $"--seed-file={PathOf("munged.seed")}");
        await Until("munged", () => Task.FromResult(File.Exists(PathOf("munge.socket"))));
        Daemon("slurmctld", "-D", "-c");
        Daemon("slurmd", "-D", "-c");
        await Until("the node", async () => (await Run("sinfo", "--noheader", "--format=%T")).Output.Trim() is "idle");
    }

    string Configuration(string host, int controller, int node) => $"""
        ClusterName=neurallab
        SlurmctldHost={host}(127.0.0.1)
        SlurmctldPort={controller}
        SlurmdPort={node}
        AuthType=auth/munge
        CryptoType=crypto/munge
        AuthInfo=socket={PathOf("munge.socket")},cred_expire=5
        SlurmUser=root
        SlurmdUser=root
        StateSaveLocation={folder.CreateSubdirectory("state").FullName}
        SlurmdSpoolDir={folder.CreateSubdirectory("spool").FullName}
        SlurmctldPidFile={PathOf("slurmctld.pid")}
        SlurmdPidFile={PathOf("slurmd.pid")}
        ProctrackType=proctrack/linuxproc
        TaskPlugin=task/none
        SelectType=select/cons_tres
        SelectTypeParameters=CR_CPU
        MpiDefault=none
        KillWait=1
        ReturnToService=2
        NodeName={host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
        PartitionName=main Nodes={host} Default=YES MaxTime=INFINITE State=UP

        """;

    /// <summary>A shell puts what it says into a file, and becomes the daemon.</summary>
    void Daemon(string name, params string[] arguments) => daemons.Add(Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >>\"$LOG\" 2>&1", $"/usr/sbin/{name}", .. arguments])
    {
        Environment = { ["SLURM_CONF"] = PathOf("slurm.conf"), ["LOG"] = PathOf("daemons.log") },
    })!);

    /// <summary>Runs a command of Slurm, such as sbatch.</summary>
    public async Task<Outcome> Run(string program, params string[] arguments) => await CommandLine.End(Begin(program, arguments));

    /// <summary>Starts one, in a folder of its own or another.</summary>
    public Process Begin(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = WorkingFolder ?? folder.FullName, Environment = { ["SLURM_CONF"] = PathOf("slurm.conf") },
    })!;

    /// <summary>Where commands run, and jobs with them.</summary>
    public string? WorkingFolder { get; set; }

    /// <summary>What the daemons said.</summary>
    public string Log() => File.Exists(PathOf("daemons.log")) ? File.ReadAllText(PathOf("daemons.log")) : "";

    /// <summary>Asks until something is so, or until a daemon is gone or two minutes are over.</summary>
    async Task Until(string what, Func<Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (!await isSo())
        {
            if (limit.IsCancellationRequested || daemons.Any(daemon => daemon.HasExited)) Assert.Fail($"Slurm does not start, {what} is missing:\n{Log()}");
            await Task.Delay(100, CancellationToken.None);
        }
    }

    static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var daemon in daemons.AsEnumerable().Reverse())
        {
            using var kill = Process.Start("kill", ["-TERM", daemon.Id.ToString(CultureInfo.InvariantCulture)]);
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(10));
            try
            {
                await daemon.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                daemon.Kill(entireProcessTree: true);
            }
            daemon.Dispose();
        }
        folder.Delete(recursive: true);
    }
}
