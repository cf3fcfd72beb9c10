using System.Diagnostics;

namespace NeuralLab.Tests.Faults;

/// <summary>A real file system of 1 MiB, of its own for one test. Where none can be mounted, the test is skipped and says so.</summary>
sealed class SmallDisk : IDisposable
{
    readonly TemporaryFolder folder = new();

    public SmallDisk()
    {
        if (Run("mount", "-t", "tmpfs", "-o", "size=1m", "neurallab", folder.Path) is { } problem)
        {
            folder.Dispose();
            Assert.Skip($"No file system can be mounted here (root on Linux can): {problem}");
        }
    }

    public string Path => folder.Path;

    public string File(string name) => folder.File(name);

    /// <summary>Takes every byte that is left.</summary>
    public void Fill()
    {
        using FileStream filler = new(File("filler"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 1 << 16, 1 << 12, 1 << 8, 1 })
            try
            {
                while (true) filler.Write(new byte[size]);
            }
            catch (IOException)
            {
                // Full, for pieces of this size.
            }
    }

    public void Empty() => System.IO.File.Delete(File("filler"));

    /// <summary>Forbids writing, or allows it again.</summary>
    public void SetReadOnly(bool isReadOnly) => Assert.Null(Run("mount", "-o", isReadOnly ? "remount,ro" : "remount,rw", folder.Path));

    static string? Run(string program, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux()) return "this is not Linux";
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : errors.Trim();
    }

    public void Dispose()
    {
        Run("umount", folder.Path);
        folder.Dispose();
    }
}
