namespace NeuralLab.Assignments.Grading;

/// <summary>A grader's folder for what is gone afterwards. One that was killed leaves its behind: the next takes it away.</summary>
sealed class Scratch : IDisposable
{
    const string Prefix = "neurallab-grade-", LockName = "lock";

    readonly FileStream held;

    public Scratch()
    {
        Sweep();
        Folder = Directory.CreateTempSubdirectory(Prefix).FullName;
        held = Hold(Folder, FileMode.Create);
        // Whoever a submission runs as must reach its folder, and read the lab's.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Folder, (UnixFileMode)0x1ED);
    }

    public string Folder { get; }

    public void Dispose()
    {
        held.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>What nobody holds is nobody's. One without the file is just being made.</summary>
    static void Sweep()
    {
        foreach (var left in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                using (Hold(left, FileMode.Open)) Directory.Delete(left, recursive: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Another grader's that runs, or another person's.
            }
        }
    }

    static FileStream Hold(string folder, FileMode mode) => new(Path.Combine(folder, LockName), mode, FileAccess.ReadWrite, FileShare.None);
}
