using System.Text.Json.Nodes;

namespace NeuralLab.Cli.Tests;

/// <summary>The job files of docs/jobs on real schedulers: what is killed and started again changes nothing.</summary>
[Collection("all labs")]
public sealed class SlurmTests(ITestOutputHelper output) : IDisposable
{
    const string Spec = """
        { "data": "square-small", "seeds": 6, "settings": { "width": [2, 3, 4, 5, 6, 7, 8, 9, 10, 11], "hidden": 1, "epochs": 1000, "batchSize": 4 } }
        """;

    readonly CommandLine command = new() { Environment = { ["NEURALLAB_DATA"] = DataFolder.Find() } };

    public void Dispose() => command.Dispose();

    static string JobFile(string name) => Path.Combine(RealReport.Root, "docs", "jobs", name);

    string Neurallab => $"{command.Dotnet} {Path.Combine(AppContext.BaseDirectory, "NeuralLab.Cli.dll")}";

    [Fact]
    public async Task A_sweep_of_20_parts_on_Slurm_one_killed_and_requeued_equals_a_run_in_one_process()
    {
        command.Write("spec.json", Spec);
        Directory.CreateDirectory(command.PathOf("runs"));
        await using var slurm = await SlurmCluster.Start();
        slurm.WorkingFolder = command.PathOf("");
        const string Victim = "part-0007-of-0020.jsonl";
        using FileSystemWatcher watcher = new(command.PathOf("runs")) { EnableRaisingEvents = true };
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Renamed += (_, file) => { if (file.Name == Victim) begun.TrySetResult(); };

        var submitted = await slurm.Run("sbatch", "--parsable", "--hold", $"--export=ALL,NEURALLAB={Neurallab},NEURALLAB_DATA={DataFolder.Find()}", JobFile("sweep.slurm"), "spec.json", "runs");
        Assert.True(submitted.ExitCode == 0, submitted.Errors);
        var job = submitted.Output.Trim();
        // Ends when every task of the array has ended, as sbatch --wait does.
        using var end = slurm.Begin("srun", "--quiet", $"--dependency=afterany:{job}", "true");
        await slurm.Run("scontrol", "release", job);

        // The first record of part 7 is there, most are not: a kill that nobody can catch, and back into the queue.
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, (await slurm.Run("scancel", "--signal=KILL", "--full", $"{job}_7")).ExitCode);
        var requeued = await slurm.Run("scontrol", "requeue", $"{job}_7");
        Assert.True(requeued.ExitCode == 0, requeued.Errors);
        var waited = await CommandLine.End(end);
        Assert.True(waited.ExitCode == 0, waited.Errors + slurm.Log());

        var restarts = await slurm.Run("scontrol", "show", "job", $"{job}_7");
        Assert.Contains("Restarts=1", restarts.Output, StringComparison.Ordinal);
        var status = await command.Run("sweep", "status", "spec.json", "--parts", "runs");
        Assert.True(status.ExitCode == 0, status.Output + Logs() + slurm.Log());
        await EqualsOneProcess();
        // Who runs it all again changes nothing.
        var before = File.ReadAllText(command.PathOf(Path.Combine("runs", Victim)));
        Assert.Equal(0, (await command.Run("sweep", "spec.json", "--shard", "7/20", "--parts", "runs")).ExitCode);
        Assert.Equal(before, File.ReadAllText(command.PathOf(Path.Combine("runs", Victim))));
        output.WriteLine(status.Output);
    }

    [Fact]
    public async Task A_training_run_whose_time_is_over_saves_goes_back_into_the_queue_and_ends_as_an_undisturbed_one()
    {
        command.Write("spec.json", """{ "data": "iris", "settings": { "width": 6, "epochs": 3000, "batchSize": 4 } }""");
        Directory.CreateDirectory(command.PathOf("job"));
        await using var slurm = await SlurmCluster.Start();
        slurm.WorkingFolder = command.PathOf("");
        using FileSystemWatcher watcher = new(command.PathOf("job")) { EnableRaisingEvents = true };
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Renamed += (_, file) => { if (file.Name == TrainingJob.Checkpoint) begun.TrySetResult(); };
        var submitted = await slurm.Run("sbatch", "--parsable", "--hold", "--cpus-per-task=1", $"--export=ALL,NEURALLAB={Neurallab},NEURALLAB_DATA={DataFolder.Find()}", JobFile("train.slurm"), "spec.json", "job");
        Assert.True(submitted.ExitCode == 0, submitted.Errors);
        var job = submitted.Output.Trim();
        using var end = slurm.Begin("srun", "--quiet", $"--dependency=afterany:{job}", "true");
        await slurm.Run("scontrol", "release", job);

        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        // What Slurm sends a minute before the time is over.
        Assert.Equal(0, (await slurm.Run("scancel", "--signal=TERM", "--batch", job)).ExitCode);
        var waited = await CommandLine.End(end);

        Assert.True(waited.ExitCode == 0, waited.Errors + slurm.Log());
        Assert.Contains("Restarts=1", (await slurm.Run("scontrol", "show", "job", job)).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await command.Run("train", "spec.json", "--out", "whole")).ExitCode);
        Assert.Equal(File.ReadAllBytes(command.PathOf(Path.Combine("whole", TrainingJob.Model))), File.ReadAllBytes(command.PathOf(Path.Combine("job", TrainingJob.Model))));
    }

    [Fact]
    public async Task A_sweep_by_GNU_parallel_equals_a_run_in_one_process()
    {
        if (!File.Exists("/usr/bin/parallel"))
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true" or "1", "No GNU parallel: apt-get install parallel");
            Assert.Fail("No GNU parallel: apt-get install parallel");
        }
        command.Write("spec.json", Spec.Replace("[2, 3, 4, 5, 6, 7, 8, 9, 10, 11]", "[2, 3, 4, 5]", StringComparison.Ordinal).Replace("1000", "20", StringComparison.Ordinal));
        System.Diagnostics.ProcessStartInfo start = new(JobFile("sweep.parallel"), ["spec.json", "runs", "--jobs", "2"])
        {
            WorkingDirectory = command.PathOf(""), RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["NEURALLAB"] = Neurallab, ["NEURALLAB_DATA"] = DataFolder.Find(), ["PARALLEL_HOME"] = command.PathOf("parallel") },
        };
        var outcome = await CommandLine.End(System.Diagnostics.Process.Start(start)!);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        await EqualsOneProcess();
    }

    /// <summary>What the job of Kubernetes asks for is what this command and that API know; there is no cluster here to run it.</summary>
    [Fact]
    public void The_job_of_Kubernetes_is_an_indexed_one_of_as_many_pods_as_parts()
    {
        var job = File.ReadAllText(JobFile("sweep.kubernetes.yaml"));
        Assert.Contains("completionMode: Indexed", job, StringComparison.Ordinal);
        Assert.Contains("completions: 20", job, StringComparison.Ordinal);
        Assert.Contains("--shard $((JOB_COMPLETION_INDEX + 1))/20 --parts", job, StringComparison.Ordinal);
    }

    async Task EqualsOneProcess()
    {
        Assert.Equal(0, (await command.Run("sweep", "spec.json", "--out", "whole.jsonl")).ExitCode);
        foreach (var (from, to) in new[] { ("runs", "merged.jsonl"), ("whole.jsonl", "ordered.jsonl") })
        {
            var merged = await command.Run("sweep", "merge", from, "--spec", "spec.json", "--out", to);
            Assert.True(merged.ExitCode == 0, merged.Errors);
        }
        Assert.Equal(WithoutSeconds("ordered.jsonl"), WithoutSeconds("merged.jsonl"));
    }

    string Logs() => string.Concat(Directory.GetFiles(command.PathOf(""), "sweep-*.log").Select(path => $"{Path.GetFileName(path)}:\n{File.ReadAllText(path)}"));

    string[] WithoutSeconds(string file) => [.. File.ReadAllLines(command.PathOf(file)).Select(line =>
    {
        var record = JsonNode.Parse(line)!.AsObject();
        record.Remove("seconds");
        return record.ToJsonString();
    })];
}
