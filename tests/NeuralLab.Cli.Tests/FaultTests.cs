using System.Diagnostics;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli.Tests;

/// <summary>A full disk, a closed folder, a killed command, a closed terminal, a file that is no notebook: what was there before or what came is there, whole.</summary>
public sealed class FaultTests : IDisposable
{
    const string Big = "new string('x', 500_000)";

    readonly CommandLine command = new();

    public void Dispose() => command.Dispose();

    /// <summary>Runs a shell script in which <c>$NEURALLAB</c> is the command; in a mount namespace of its own where it may make file systems.</summary>
    async Task<Outcome> Shell(string script, bool mayMount = false)
    {
        string[] shell = mayMount ? ["unshare", "-m", "/bin/sh", "-c", script] : ["/bin/sh", "-c", script];
        var start = new ProcessStartInfo("/usr/bin/env", shell) { WorkingDirectory = command.PathOf("."), RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NEURALLAB"] = $"{command.Dotnet} {Path.Combine(AppContext.BaseDirectory, "NeuralLab.Cli.dll")}";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        return await CommandLine.End(process);
    }

    async Task SkipUnlessMounting() =>
        Assert.SkipUnless(OperatingSystem.IsLinux() && (await Shell("mkdir m && mount -t tmpfs tmpfs m", mayMount: true)).ExitCode == 0, "Only root of a Linux system makes small file systems.");

    [Fact]
    public async Task On_a_full_disk_the_old_copy_stays_and_the_other_notebooks_copy_is_written()
    {
        await SkipUnlessMounting();
        command.Notebook("big.ipynb", Big);
        command.Notebook("small.ipynb", "42");

        var outcome = await Shell("mkdir d && mount -t tmpfs -o size=96k tmpfs d && echo old > d/big.ipynb && $NEURALLAB run big small --out d; code=$?; mkdir kept; cp -r d/. kept; exit $code", mayMount: true);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("big.ipynb was not written: No space left on device", outcome.ErrorLine, StringComparison.Ordinal);
        Assert.Equal("old\n", File.ReadAllText(command.PathOf("kept/big.ipynb")));
        Assert.Single(NotebookDocument.Load(command.PathOf("kept/small.ipynb")).Cells[0].Outputs);
        Assert.Equal(2, Directory.GetFiles(command.PathOf("kept")).Length);
    }

    [Fact]
    public async Task On_a_full_disk_the_old_report_stays_and_the_executed_notebooks_that_fit_are_there()
    {
        await SkipUnlessMounting();
        command.Notebook("NN1-a.ipynb", "42");

        var outcome = await Shell("mkdir d && mount -t tmpfs -o size=96k tmpfs d && echo old > d/index.html && $NEURALLAB report --out d; code=$?; mkdir kept; cp -r d/. kept; exit $code", mayMount: true);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("No space left on device", outcome.ErrorLine, StringComparison.Ordinal);
        Assert.Equal("old\n", File.ReadAllText(command.PathOf("kept/index.html")));
        Assert.Single(NotebookDocument.Load(command.PathOf("kept/notebooks/NN1-a.ipynb")).Cells[0].Outputs);
    }

    [Theory]
    [InlineData("run small --out d")]
    [InlineData("run small --out d/deeper/copy.ipynb")]
    [InlineData("report --out d")]
    [InlineData("targets --json d/targets.json")]
    public async Task A_folder_that_cannot_be_written_to_is_known_before_anything_runs(string arguments)
    {
        await SkipUnlessMounting();
        command.Notebook("NN1-small.ipynb", "System.IO.File.WriteAllText(\"../ran\", \"\");");
        File.Copy(command.PathOf("notebooks/NN1-small.ipynb"), command.PathOf("notebooks/small.ipynb"));

        var outcome = await Shell($"mkdir d && mount -t tmpfs -o ro tmpfs d && $NEURALLAB {arguments}", mayMount: true);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("Read-only file system", outcome.ErrorLine, StringComparison.Ordinal);
        Assert.False(File.Exists(command.PathOf("ran")));
    }

    [Theory]
    [InlineData("report --out taken", "taken/index.html is a folder")]
    [InlineData("targets --json taken", "taken")]
    public async Task A_place_that_is_taken_is_known_before_anything_runs(string arguments, string expected)
    {
        command.Notebook("NN1-small.ipynb", "System.IO.File.WriteAllText(\"../ran\", \"\");");
        Directory.CreateDirectory(command.PathOf("taken/index.html"));

        var outcome = await command.Run(arguments.Split(' '));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(expected, outcome.ErrorLine, StringComparison.Ordinal);
        Assert.False(File.Exists(command.PathOf("ran")));
    }

    [Fact]
    public async Task A_command_that_is_killed_while_it_writes_leaves_the_old_file_and_the_next_run_tidies_up()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The kill comes from Linux's limit of a file's size, in the middle of the writing.");
        command.Notebook("big.ipynb", Big);
        command.Write("d/big.ipynb", "old");

        // The runtime's own doubly mapped memory is a large file, too.
        var killed = await Shell("ulimit -f 100; DOTNET_EnableWriteXorExecute=0 $NEURALLAB run big --out d");

        Assert.Equal(128 + 25, killed.ExitCode);
        Assert.Equal("old", File.ReadAllText(command.PathOf("d/big.ipynb")));
        Assert.Single(Directory.GetFiles(command.PathOf("d"), "*.tmp"));

        Assert.Equal(0, (await command.Run("run", "big", "--out", "d")).ExitCode);
        Assert.Single(NotebookDocument.Load(command.PathOf("d/big.ipynb")).Cells[0].Outputs);
        Assert.Equal(["big.ipynb"], Directory.GetFiles(command.PathOf("d")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_closed_standard_output_costs_no_copy()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test closes it as a shell of Unix does.");
        command.Notebook("NN1-small.ipynb", "42");

        await Shell("$NEURALLAB run NN1-small --out d >&-");

        Assert.Single(NotebookDocument.Load(command.PathOf("d/NN1-small.ipynb")).Cells[0].Outputs);
    }

    [Fact]
    public async Task A_file_that_is_no_notebook_costs_no_other_notebook_and_a_long_name_no_copy()
    {
        var longName = new string('n', 215) + ".ipynb";
        command.Notebook("good.ipynb", "42");
        command.Notebook(longName, "43");
        command.Write("broken.ipynb", "{");

        var outcome = await command.Run("run", "broken.ipynb", "good", $"notebooks/{longName}", "--out", "d");

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("neurallab: broken.ipynb: expected a notebook in JSON", outcome.ErrorLine.Replace(command.PathOf("") + "/", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Single(NotebookDocument.Load(command.PathOf("d/good.ipynb")).Cells[0].Outputs);
        Assert.Single(NotebookDocument.Load(command.PathOf($"d/{longName}")).Cells[0].Outputs);
        Assert.False(File.Exists(command.PathOf("d/broken.ipynb")));
    }

    [Fact]
    public async Task A_notebook_from_elsewhere_is_said_to_run_its_code()
    {
        using var elsewhere = new CommandLine();
        var foreign = elsewhere.Notebook("foreign.ipynb", "Console.Write(\"\\u001b[2J\"); throw new Exception(\"\\u001b[31mred\");");
        command.Notebook("own.ipynb", "1");

        var outcome = await command.Run("run", foreign, "own", "--out", "d");

        Assert.Contains($"Note: {foreign} is not of this project: its code runs with your rights.", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("own.ipynb is not", outcome.Output, StringComparison.Ordinal);
        // What a notebook says moves no cursor of the terminal.
        Assert.DoesNotContain("\u001b", outcome.Errors + outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "")]
    [InlineData("run", "NN1", "--out", "")]
    [InlineData("report", "--out", "")]
    [InlineData("report", "--out=")]
    [InlineData("targets", "--json", "")]
    [InlineData("data", "verify", "")]
    [InlineData("sweep", "")]
    [InlineData("bench", "--json", "")]
    [InlineData("kernel", "install", "--prefix", "")]
    public async Task An_empty_argument_is_refused(params string[] arguments)
    {
        command.Notebook("NN1.ipynb", "1");
        var outcome = await command.Run(arguments);
        Assert.Equal(2, outcome.ExitCode);
        Assert.DoesNotContain("unexpected error", outcome.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killing_the_command_ends_what_its_notebooks_started_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has these ways out of the tree of processes.");
        var sleeper = command.PathOf("sleeper");
        File.Copy("/bin/sleep", sleeper);
        var begun = command.PathOf("begun");
        command.Notebook("endless.ipynb",
            $"System.Diagnostics.Process.Start(\"/usr/bin/env\", new[] {{ \"-i\", \"/usr/bin/setsid\", \"/bin/sh\", \"-c\", \"{sleeper} 1000 & echo $! > {begun}.part; mv {begun}.part {begun}\" }});\nSystem.Threading.Thread.Sleep(-1);");
        using var process = command.Start("run", "endless");
        while (!File.Exists(begun))
        {
            Assert.False(process.HasExited, "The command ended before its notebook had started anything.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        var grandchild = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(begun, TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture));

        process.Kill();

        await grandchild.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(grandchild.HasExited);
    }
}
