using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NeuralLab.Jupyter.Tests;

/// <summary>Debian's Jupyter Notebook, with our kernel and a folder that holds a lab. It ends with the test.</summary>
sealed class NotebookServer : IDisposable
{
    readonly Process process;

    NotebookServer(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts the server and waits until it answers.</summary>
    public static async Task<NotebookServer> StartAsync(InstalledKernel kernel, string folder)
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        var start = Python.StartInfo("notebook_server.py", [.. KernelFixture.Modules, "notebook"],
        [
            "--no-browser", "--allow-root", "--ip=127.0.0.1", "--NotebookApp.port_retries=0", "--NotebookApp.token=", "--NotebookApp.password=",
            string.Create(CultureInfo.InvariantCulture, $"--port={port}"), $"--notebook-dir={folder}",
        ]);
        foreach (var (name, value) in kernel.Environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new NotebookServer(process, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
        using var client = new HttpClient();
        while (!await Answers(client, server.Address))
        {
            Assert.False(process.HasExited, "jupyter-notebook ended at its start");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        }
        return server;
    }

    static async Task<bool> Answers(HttpClient client, Uri address)
    {
        try
        {
            using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The server shuts its kernels down at the end of its standard input (Scripts/notebook_server.py).</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
