using System.Diagnostics;

namespace NeuralLab.Cli;

/// <summary>Other programs of this machine.</summary>
static class Programs
{
    static readonly string[] Extensions = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];

    /// <summary>The path of a program that the shell would find, or null.</summary>
    public static string? Find(string name) =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
         from extension in Extensions
         let path = Path.Combine(folder, name + extension)
         where File.Exists(path)
         select path).FirstOrDefault();

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments, as they are.</param>
    /// <param name="timeLimit">It is ended after that, with exit code -1.</param>
    /// <param name="cancellation">Ends it too.</param>
    /// <param name="folder">Its current folder; default: ours.</param>
    /// <returns>Its exit code, and what it said on standard output and error.</returns>
    public static async Task<(int ExitCode, string Said)> RunAsync(
        string program, IEnumerable<string> arguments, TimeSpan timeLimit, CancellationToken cancellation, string? folder = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        })!;
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeLimit);
        try
        {
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, string.Concat(said));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return (-1, $"no answer within {timeLimit.TotalSeconds:0} s");
        }
    }
}
