using System.Diagnostics;
using System.Text.Json;

namespace NeuralLab.Jupyter.Tests;

/// <summary>A kernel that runs, and Jupyter's own client beside it, which makes one check after the other (Scripts/kernel.py).</summary>
public sealed class KernelFixture : IDisposable
{
    public static readonly string[] Modules = ["zmq", "jupyter_client"];

    readonly InstalledKernel kernel = new();
    Process? client;

    /// <summary>Makes a check and fails with what it found.</summary>
    public async Task Check(string name)
    {
        client ??= Start();
        var cancellation = TestContext.Current.CancellationToken;
        await client.StandardInput.WriteLineAsync(name.AsMemory(), cancellation);
        await client.StandardInput.FlushAsync(cancellation);
        var line = await client.StandardOutput.ReadLineAsync(cancellation);
        Assert.True(line is not null, $"the client ended before it had made the check {name}");
        Assert.True(line == "ok", line is ['"', ..] ? JsonSerializer.Deserialize<string>(line) : line);
    }

    Process Start()
    {
        var start = Python.StartInfo("kernel.py", Modules, []);
        foreach (var (name, value) in kernel.Environment)
            start.Environment[name] = value;
        start.WorkingDirectory = kernel.Folder;
        start.RedirectStandardError = false;
        return Process.Start(start)!;
    }

    public void Dispose()
    {
        if (client is not null)
        {
            // At the end of its input it shuts the kernel down.
            client.StandardInput.Close();
            client.WaitForExit();
            client.Dispose();
        }
        kernel.Dispose();
    }
}
