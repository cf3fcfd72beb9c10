using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace NeuralLab.Cli.Tests;

public sealed class KernelCommandTests : IDisposable
{
    readonly CommandLine command = new();

    public KernelCommandTests()
    {
        command.Environment["JUPYTER_DATA_DIR"] = command.PathOf("data");
        command.Environment["JUPYTER_PATH"] = command.PathOf("path");
    }

    public void Dispose() => command.Dispose();

    [Fact]
    public async Task Installed_listed_and_removed_for_the_user()
    {
        var installed = await command.Run("kernel", "install");

        Assert.Equal((0, ""), (installed.ExitCode, installed.Errors));
        foreach (var name in new[] { "neurallab", ".net-csharp" })
        {
            var folder = command.PathOf($"data/kernels/{name}");
            Assert.Contains($"Installed: {name} in {folder}", installed.Output, StringComparison.Ordinal);
            var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "kernel.json"), TestContext.Current.CancellationToken))!;
            Assert.Equal(("C#", "message", "{connection_file}"), ((string?)json["language"], (string?)json["interrupt_mode"], (string?)json["argv"]![2]));
            Assert.True(File.Exists((string?)json["argv"]![0]) && File.Exists((string?)json["argv"]![1]));
            Assert.True(new FileInfo(Path.Combine(folder, "logo-64x64.png")).Length > 0 && new FileInfo(Path.Combine(folder, "logo-svg.svg")).Length > 0);
        }

        var listed = await command.Run("kernel", "list");
        Assert.Equal(0, listed.ExitCode);
        Assert.Equal(2, listed.Output.Split("works").Length - 1);

        var removed = await command.Run("kernel", "uninstall");
        Assert.Equal((0, ""), (removed.ExitCode, removed.Errors));
        Assert.Empty(Directory.GetDirectories(command.PathOf("data/kernels")));
        Assert.Contains("None is installed: neurallab kernel install", (await command.Run("kernel", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kernels_of_others_are_left_alone()
    {
        const string Theirs = """{"argv":["theirs"],"display_name":".NET (C#)","language":"C#"}""";
        command.Write("path/kernels/.net-csharp/kernel.json", Theirs);
        command.Write("prefix/share/jupyter/kernels/taken/kernel.json", Theirs);
        var prefix = command.PathOf("prefix");

        var installed = await command.Run("kernel", "install", "--prefix", prefix, "--name", "ours");
        Assert.Equal(0, installed.ExitCode);
        Assert.Equal($"Installed: ours in {Path.Combine(prefix, "share/jupyter/kernels/ours")}", installed.Output.Trim());

        var taken = await command.Run("kernel", "install", "--prefix", prefix, "--name", "taken");
        Assert.Equal(2, taken.ExitCode);
        Assert.Contains("is another kernel, which is left alone", taken.ErrorLine, StringComparison.Ordinal);
        var removed = await command.Run("kernel", "uninstall", "--prefix", prefix, "--name", "taken");
        Assert.Equal(2, removed.ExitCode);
        Assert.Contains("is not a kernel of NeuralLab", removed.ErrorLine, StringComparison.Ordinal);
        Assert.Equal(Theirs, await File.ReadAllTextAsync(command.PathOf("prefix/share/jupyter/kernels/taken/kernel.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_kernel_whose_project_or_program_has_gone_says_what_to_do()
    {
        await command.Run("kernel", "install", "--name", "moved");
        var file = command.PathOf("data/kernels/moved/kernel.json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        json["metadata"]!["neurallab"]!["source"] = "/nowhere/bin";
        await File.WriteAllTextAsync(file, json.ToJsonString(), TestContext.Current.CancellationToken);
        Assert.Matches(@"works; the project\s+was at", (await command.Run("kernel", "list")).Output);

        Directory.Delete(Path.GetDirectoryName((string)json["argv"]![1]!)!, recursive: true);
        var listed = await command.Run("kernel", "list");
        Assert.Equal(1, listed.ExitCode);
        Assert.Contains("does not start", listed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "there is no such file")]
    [InlineData("", "it is empty")]
    [InlineData("{", "it is not JSON (line 1)")]
    [InlineData("[]", "expected a JSON object")]
    [InlineData("{}", "shell_port is missing: expected a port of 1 to 65535")]
    [InlineData("""{"shell_port":0}""", "shell_port: expected a port of 1 to 65535 (a port that is chosen here, 0, could not be told to anybody); found 0")]
    [InlineData("""{"transport":"ipc"}""", "transport: expected 'tcp', found 'ipc'")]
    [InlineData("""{"ip":"nowhere"}""", "ip: expected an address of this machine")]
    [InlineData("""{"shell_port":PORT,"control_port":PORT,"stdin_port":PORT,"iopub_port":PORT,"hb_port":PORT}""", "is in use by another program")]
    public async Task A_connection_file_that_cannot_be_used_is_one_line_and_exit_code_2(string? text, string expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var file = command.PathOf("connection.json");
        if (text is not null)
            command.Write("connection.json", text.Replace("PORT", $"{((IPEndPoint)listener.LocalEndpoint).Port}", StringComparison.Ordinal));

        var outcome = await command.Run("kernel", "run", file);

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith($"neurallab: connection file {file}: ", outcome.ErrorLine, StringComparison.Ordinal);
        Assert.Contains(expected, outcome.ErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cannot be written", "install", "--prefix", "NeuralLab.sln")]
    [InlineData("a kernel's name consists of", "install", "--name", "a b")]
    [InlineData("--user and --prefix name two places", "install", "--user", "--prefix", "x")]
    [InlineData("no kernel is installed in", "uninstall", "--name", "missing")]
    public async Task What_cannot_be_done_is_one_line_and_exit_code_2(string expected, params string[] arguments)
    {
        var outcome = await command.Run(["kernel", .. arguments]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(expected, outcome.ErrorLine, StringComparison.Ordinal);
    }
}
