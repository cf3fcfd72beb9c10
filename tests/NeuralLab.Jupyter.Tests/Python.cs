using System.Collections.Concurrent;
using System.Diagnostics;

namespace NeuralLab.Jupyter.Tests;

/// <summary>
/// Runs the scripts beside the tests: they are what speaks for libzmq and for Jupyter's own clients. Tests that need them are skipped
/// where Python or a module is missing, except in CI, where that is a failure.
/// </summary>
static class Python
{
    static readonly ConcurrentDictionary<string, string?> Interpreters = [];

    /// <summary>Runs a script to its end and fails with what it said, unless it ends with exit code 0.</summary>
    /// <param name="script">Its file, in the folder Scripts.</param>
    /// <param name="modules">What it imports.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">More variables for it.</param>
    /// <returns>What it said on standard output.</returns>
    public static Task<string> RunAsync(
        string script, string[] modules, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = StartInfo(script, modules, arguments);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return RunAsync(start);
    }

    /// <summary>Runs a program to its end, in the same way.</summary>
    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var cancellation = TestContext.Current.CancellationToken;
        try
        {
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            await process.WaitForExitAsync(cancellation);
            Assert.True(process.ExitCode == 0, $"{string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{said[0]}\n{said[1]}");
            return said[0];
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>How to start a script, or the end of the test where that cannot be.</summary>
    public static ProcessStartInfo StartInfo(string script, string[] modules, IEnumerable<string> arguments)
    {
        var interpreter = Interpreters.GetOrAdd(string.Join(',', modules), Find);
        if (interpreter is null)
        {
            var missing = $"No python3 was found that has the modules {string.Join(", ", modules)} (Debian: apt-get install python3-zmq python3-jupyter-client python3-jupyter-kernel-test).";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true" or "1", missing);
            Assert.Fail(missing);
        }
        var start = new ProcessStartInfo(interpreter, [Path.Combine(AppContext.BaseDirectory, "Scripts", script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        return start;
    }

    /// <summary>The system's own Python first: a version manager's may stand before it on the path, without the system's modules.</summary>
    static string? Find(string modules) =>
        new[] { "/usr/bin/python3" }
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(folder => new[] { Path.Combine(folder, "python3"), Path.Combine(folder, "python.exe") }))
            .Where(File.Exists)
            .FirstOrDefault(path => Imports(path, modules));

    static bool Imports(string interpreter, string modules)
    {
        using var process = Process.Start(new ProcessStartInfo(interpreter, ["-c", $"import {modules}"]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
