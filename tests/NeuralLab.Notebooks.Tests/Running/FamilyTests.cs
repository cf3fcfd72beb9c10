using System.Diagnostics;

namespace NeuralLab.Notebooks.Tests.Running;

/// <summary>A notebook leaves nothing behind, with a control group and without: also what left its session, its environment and its parent.</summary>
public sealed class FamilyTests : IDisposable
{
    readonly Lab lab = new();
    readonly string sleeper;

    public FamilyTests()
    {
        sleeper = lab.Folder.File("sleeper");
        if (OperatingSystem.IsLinux())
            File.Copy("/bin/sleep", sleeper);
    }

    public void Dispose() => lab.Dispose();

    /// <summary>Leaves the session, the environment and, twice over, the parent.</summary>
    string Escape(string command) =>
        $"System.Diagnostics.Process.Start(\"/usr/bin/env\", new[] {{ \"-i\", \"/bin/sh\", \"-c\", \"/usr/bin/setsid /bin/sh -c '{command} & exit' & exit\" }}).WaitForExit();\n"
        + $"while (System.IO.Directory.GetDirectories(\"/proc\").Count(p => {{ try {{ return System.IO.File.ReadAllText(p + \"/cmdline\").Contains(\"{sleeper}\") && !System.IO.File.ReadAllText(p + \"/cmdline\").Contains(\"setsid\"); }} catch {{ return false; }} }}) == 0) System.Threading.Thread.Sleep(10);\n";

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "")]
    [InlineData(true, "Environment.Exit(3);")]
    [InlineData(true, "System.Diagnostics.Process.GetCurrentProcess().Kill();\nSystem.Threading.Thread.Sleep(-1);")]
    [InlineData(false, "System.Threading.Thread.Sleep(600);\nSystem.Diagnostics.Process.GetCurrentProcess().Kill();\nSystem.Threading.Thread.Sleep(-1);")]
    public async Task What_left_session_environment_and_parent_ends_with_its_notebook(bool usesControlGroup, string end)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has these ways out.");
        Assert.SkipWhen(usesControlGroup && !Containment.IsComplete, $"This system has no control group for us: {Containment.Found}.");

        var result = await lab.Run(new RunOptions { UsesControlGroup = usesControlGroup }, Escape($"{sleeper} 1000") + end);

        Assert.Equal(end.Length == 0 ? RunStatus.Succeeded : RunStatus.Crashed, result.Status);
        Assert.Empty(Running());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Its_memory_counts(bool usesControlGroup)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has these ways out.");
        Assert.SkipWhen(usesControlGroup && !Containment.IsComplete, $"This system has no control group for us: {Containment.Found}.");
        var options = new RunOptions { UsesControlGroup = usesControlGroup, MemoryLimit = 512L << 20 };

        // What tail has no line end of it keeps.
        var result = await lab.Run(options, Escape($"head -c 2000000000 /dev/zero | tail & {sleeper} 1000") + "System.Threading.Thread.Sleep(-1);");

        Assert.Equal((RunStatus.Crashed, "MemoryLimit"), (result.Status, result.Error!.Name));
        Assert.Empty(Running());
    }

    [Fact]
    public async Task No_control_group_is_left_of_a_run_or_of_one_that_was_killed()
    {
        Assert.SkipUnless(Containment.IsComplete, $"This system has no control group for us: {Containment.Found}.");
        using var left = Process.Start("/bin/sleep", "1000");
        var folder = ControlGroup.Parent!;
        // As a run left it whose process had the highest number of all.
        var dead = Path.Combine(folder, $"neurallab.{ProcessNumbers.Space}.4194304.left");
        Directory.CreateDirectory(dead);
        File.WriteAllText(Path.Combine(dead, "cgroup.procs"), $"{left.Id}");

        await lab.Run("1");

        await left.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(137, left.ExitCode);
        await lab.Run("1");
        Assert.False(Directory.Exists(dead));
    }

    string[] Running() =>
    [
        .. Process.GetProcesses().Select(process =>
        {
            try
            {
                return File.ReadAllText($"/proc/{process.Id}/cmdline");
            }
            catch (IOException)
            {
                return "";
            }
        }).Where(command => command.Contains(sleeper, StringComparison.Ordinal)),
    ];
}
