using System.Diagnostics;
using NeuralLab.Assignments.Grading;
using NeuralLab.Assignments.Isolation;
using NeuralLab.Assignments.Marks;
using NeuralLab.Assignments.Tests.Class;

namespace NeuralLab.Assignments.Tests.Grading;

/// <summary>What the weaker sandboxes still hold, and what an ordinary user's does.</summary>
public sealed class SandboxTests : IDisposable
{
    /// <summary>They take memory and processes, and end what they can. (The first process of a namespace is one that they cannot end: its time does.)</summary>
    static readonly string[] Bombs = ["kill its parent and all others", "native memory bomb", "stack overflow"];

    static readonly string[] Thieves = ["reads the manifest", "looks for what is the grader's", "asks the processes for what is the grader's", "writes outside its folder", "opens a socket"];

    readonly TemporaryFolder folder = new();

    /// <summary>As root only: an ordinary user's processes are all one user's, and bombs without a sandbox would hit those of the tests.</summary>
    [Theory]
    [InlineData("unshare")]
    [InlineData("prlimit")]
    public void A_weaker_sandbox_says_what_it_lacks_and_holds_the_rest(string name)
    {
        var sandbox = Sandbox.All().FirstOrDefault(sandbox => sandbox.Name == name);
        Assert.SkipWhen(sandbox is null || !Environment.IsPrivilegedProcess, $"{name} does not work here, or this is no root");
        Assert.NotEmpty(sandbox!.Missing);
        using var run = new ClassRun(Course.Of("NN5"), Bombs);
        run.RequireAll(run.Grade(new GradeOptions { Sandbox = sandbox, Limits = new Limits { Time = TimeSpan.FromSeconds(3) } }));
    }

    [Fact]
    public async Task An_ordinary_users_submissions_are_shut_in_as_well()
    {
        // Root's tests become one; others are.
        string[] user = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] : ["env"];
        Assert.SkipUnless(OperatingSystem.IsLinux() && CanStart(user), "the folder of these tests is closed to ordinary users, or there is no setpriv");
        using var run = new ClassRun(Course.Of("NN5"), [.. Bombs, "fork bomb", .. Thieves]);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.Path, (UnixFileMode)0x1FF);
        var environment = new Dictionary<string, string> { ["TMPDIR"] = folder.Path, ["HOME"] = folder.Path };
        var (exitCode, output, errors) = await Command.RunAs(user, environment, "assignment", "grade", run.SubmissionsPath, "--manifest", run.ManifestPath, "--out", folder.File("marks"), "--timeout", "4");
        Assert.SkipWhen(errors.Contains("cannot shut submissions in fully", StringComparison.Ordinal), errors);
        Assert.True(exitCode == 0, output + errors);
        run.RequireAll(new MarksFile(folder.File("marks")).All());
    }

    public void Dispose() => folder.Dispose();

    static bool CanStart(string[] user)
    {
        try
        {
            using var process = Process.Start(user[0], [.. user[1..], "test", "-r", Path.Combine(AppContext.BaseDirectory, "NeuralLab.Cli.dll")]);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
