using System.Diagnostics;
using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using NeuralLab.Assignments.Tests.Class;
using NeuralLab.Jupyter.Tests;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Tests;

/// <summary>What students get is what other programs take.</summary>
public sealed class ReleaseTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    /// <summary>By Jupyter's own validator, and by nbgrader's rules: nbgrader itself is in no registry that these tests may use.</summary>
    [Fact]
    public async Task Released_and_executed_notebooks_are_valid()
    {
        string[] labs = ["NN1", "NN2", "NN3", "NN4", "NN5", "NN6"];
        foreach (var lab in labs) Course.Of(lab).Assignment.Release.Save(folder.File($"{lab}.ipynb"));
        Course.Files.WriteTo(folder.Path);
        await Command.Run(new Dictionary<string, string> { ["NEURALLAB_GRADING"] = "nbgrader" }, "run", folder.File("NN1.ipynb"), "--keep-going", "--out", folder.File("executed.ipynb"));
        var said = await Python.RunAsync("valid.py", ["nbformat"], [.. labs.Select(lab => folder.File($"{lab}.ipynb")), folder.File("executed.ipynb")]);
        Assert.Equal(labs.Length + 1, said.TrimEnd().Split('\n').Length);
        Assert.Contains("NN1.ipynb: ", said, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 of nbgrader's", said, StringComparison.Ordinal);
    }

    /// <summary>What a notebook's cells import is in the zip.</summary>
    [Fact]
    public async Task A_lab_runs_whole_where_its_zip_was_unpacked()
    {
        var unpacked = await Unpack();
        var (exitCode, output, errors) = await Command.Run("run", Path.Combine(unpacked, "NN1-forward-pass.ipynb"), "--keep-going", "--out", folder.File("executed.ipynb"));
        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("was not found", output + errors, StringComparison.Ordinal);
        var faults = NotebookDocument.Load(folder.File("executed.ipynb")).Cells.SelectMany(cell => cell.Outputs).OfType<ErrorOutput>();
        Assert.DoesNotContain("CompilationError", faults.Select(fault => fault.Name));
    }

    /// <summary>Verso runs cells with Roslyn's scripts as they are by default: with no folder that paths could begin in.</summary>
    [Fact]
    public async Task In_Verso_the_libraries_are_found_once_the_setup_has_run()
    {
        var unpacked = await Unpack();
        Assert.Contains("CS0006", Faults(unpacked), StringComparison.Ordinal);

        // Twice, and after a move: the paths are those of the place where it is.
        await Setup(unpacked);
        var moved = folder.File("another place");
        Directory.Move(unpacked, moved);
        await Setup(moved);
        Assert.Equal("", Faults(moved));
        Assert.DoesNotContain("NN1-forward-pass", File.ReadAllText(Path.Combine(moved, "lab.csx")), StringComparison.Ordinal);
        var (_, output, errors) = await Command.Run("assignment", "check", Path.Combine(moved, "NN1-forward-pass.ipynb"));
        Assert.True(output.Contains("0 of 11 points so far", StringComparison.Ordinal), output + errors);
    }

    public void Dispose() => folder.Dispose();

    async Task<string> Unpack()
    {
        var (exitCode, output, errors) = await Command.Run("assignment", "create", "NN1", "--out", folder.File("course"));
        Assert.True(exitCode == 0, output + errors);
        ZipFile.ExtractToDirectory(folder.File("course/release/NN1-forward-pass.zip"), folder.File("of a student"));
        return folder.File("of a student/NN1-forward-pass");
    }

    static string Faults(string unpacked) => string.Join('\n', CSharpScript.Create(File.ReadAllText(Path.Combine(unpacked, "lab.csx")) + "\ntypeof(CheckResult)", ScriptOptions.Default)
        .Compile(TestContext.Current.CancellationToken).Where(fault => fault.Severity == DiagnosticSeverity.Error));

    static Task<string> Setup(string unpacked) => Python.RunAsync(new ProcessStartInfo(DotnetHost.Path, ["run", Path.Combine(unpacked, "setup.cs")]) { WorkingDirectory = Path.GetTempPath() });
}
