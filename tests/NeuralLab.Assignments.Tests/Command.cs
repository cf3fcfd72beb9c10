using System.Diagnostics;
using NeuralLab.Assignments.Tests.Class;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Tests;

/// <summary>The real command as a process.</summary>
static class Command
{
    public static Process Start(IReadOnlyDictionary<string, string>? environment, params string[] arguments) => StartAs([], environment, arguments);

    /// <summary>The same, by a program that is put before it.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAs(string[] before, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        using var process = StartAs(before, environment, arguments);
        return await End(process);
    }

    static Process StartAs(string[] before, IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        string[] command = [.. before, DotnetHost.Path, Path.Combine(AppContext.BaseDirectory, "NeuralLab.Cli.dll"), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Course.Root, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static Task<(int ExitCode, string Output, string Errors)> Run(params string[] arguments) => Run(null, arguments);

    public static async Task<(int ExitCode, string Output, string Errors)> Run(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        return await End(process);
    }

    static async Task<(int ExitCode, string Output, string Errors)> End(Process process)
    {
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said[0], said[1]);
    }
}
