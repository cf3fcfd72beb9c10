using System.Diagnostics;
using System.Text.Json.Nodes;

namespace NeuralLab.Charts.Tests;

/// <summary>Runs the page's script under Node. Tests that use it are skipped where there is none, except in CI, where that is a failure.</summary>
static class Node
{
    static string? Executable { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "node", "node.exe" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>The scripts beside the tests.</summary>
    public static string Folder => Path.Combine(GalleryPage.Repository, "tests", "NeuralLab.Charts.Tests", "Explore", "Node");

    /// <summary>Runs Node to its end and fails with what it said, unless it ends with exit code 0.</summary>
    public static async Task<string> RunAsync(string input, params string[] arguments)
    {
        if (Executable is null)
        {
            const string Missing = "There is no Node.js.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true" or "1", Missing);
            Assert.Fail(Missing);
        }
        var start = new ProcessStartInfo(Executable, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        try
        {
            var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
            var texts = await said;
            await process.WaitForExitAsync(cancellation);
            Assert.True(process.ExitCode == 0, $"node {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{texts[0]}\n{texts[1]}");
            return texts[0];
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Trains runs in the page's script: <c>{ layers | create, data, settings, epochs }</c> each; gives <c>{ losses, layers }</c>.</summary>
    public static async Task<JsonArray> TrainAsync(JsonArray runs) =>
        JsonNode.Parse(await RunAsync(runs.ToJsonString(), Path.Combine(Folder, "train.js")))!.AsArray();
}
