using System.Diagnostics;

namespace NeuralLab.Tests;

/// <summary>What dead runs left beside a file is removed by the next one; what living ones write is not.</summary>
public class UnfinishedFileTests
{
    static int DeadProcess()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["--version"]) { RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.Id;
    }

    [Fact]
    public void Files_of_dead_runs_are_removed_and_no_others()
    {
        using TemporaryFolder folder = new();
        string here = ProcessNumbers.Space;
        string[] dead = [$"model.{here}-{DeadProcess()}-abcdef.tmp", $"model.{here}-99999999999-abcdef.tmp", "model.01234567-7-abcdef.tmp", $"model.{here}-{Environment.ProcessId}-000000.tmp"];
        string[] kept = [$"model.{here}-{Environment.ProcessId}-abcdef.tmp", "model.01234567-8-abcdef.tmp", "model.tmp", "model.mine.tmp", $"other.{here}-1-abcdef.tmp", "model2"];
        foreach (var name in dead.Concat(kept)) folder.Write(name, [1]);
        File.SetLastWriteTime(folder.File(dead[2]), DateTime.Now.AddDays(-2));
        File.SetLastWriteTime(folder.File(dead[3]), DateTime.Now.AddYears(-1));

        AtomicFile.Write(folder.File("model"), stream => stream.Write("new"u8));

        Assert.Equal(kept.Append("model").Order(), Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path)).Order());
    }
}
