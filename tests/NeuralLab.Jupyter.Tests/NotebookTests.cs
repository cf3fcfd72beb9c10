using System.Text.RegularExpressions;
using NeuralLab.Notebooks;

namespace NeuralLab.Jupyter.Tests;

/// <summary>Whole labs in the kernel, run by programs of others.</summary>
public sealed class NotebookTests(InstalledKernel kernel) : IClassFixture<InstalledKernel>
{
    [Fact]
    public Task nbconvert_runs_NN1_with_the_outputs_of_the_headless_host() => Compare(Project.Notebook("NN1-forward-pass.ipynb"));

    [Theory(Explicit = true)]
    [Trait("Category", "Long")]
    [InlineData("NN2-backpropagation.ipynb")]
    [InlineData("NN3-optimizers.ipynb")]
    [InlineData("NN4-classification.ipynb")]
    [InlineData("NN5-architectures.ipynb")]
    [InlineData("NN6-regularization.ipynb")]
    [InlineData("report.ipynb")]
    public Task nbconvert_runs_every_lab_with_the_outputs_of_the_headless_host(string notebook) => Compare(Project.Notebook(notebook));

    /// <summary>With <c>--allow-errors</c> every cell runs that needs no answer, and those that need one say the same in both hosts.</summary>
    [Theory(Explicit = true)]
    [Trait("Category", "Long")]
    [InlineData("NN1-forward-pass.ipynb")]
    [InlineData("NN2-backpropagation.ipynb")]
    [InlineData("NN3-optimizers.ipynb")]
    [InlineData("NN4-classification.ipynb")]
    [InlineData("NN5-architectures.ipynb")]
    [InlineData("NN6-regularization.ipynb")]
    public Task nbconvert_runs_every_lab_without_answers_as_the_headless_host_does(string notebook)
    {
        var lab = NotebookDocument.Load(Project.Notebook(notebook));
        foreach (var cell in lab.Cells)
        {
            cell.Source = Regex.Replace(cell.Source, "// BEGIN SOLUTION.*// END SOLUTION", "throw new UnsolvedException();", RegexOptions.Singleline);
            if (cell.HasTag("parameters"))
                cell.Source = Regex.Replace(Regex.Replace(cell.Source, "eeds = \\d+", "eeds = 1"), "epochScale = [\\d.]+", "epochScale = 0.01");
        }
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(kernel.Folder, "unsolved")).FullName, notebook);
        lab.Save(path);
        foreach (var script in new[] { "lab.csx", "plotly-net.csx" })
            File.Copy(Project.Notebook(script), Path.Combine(Path.GetDirectoryName(path)!, script), overwrite: true);
        return Compare(path, "--allow-errors");
    }

    /// <summary>As VS Code speaks with kernels where there is no Python.</summary>
    [Fact]
    public async Task A_program_with_npms_zeromq_runs_NN1()
    {
        var folder = Path.Combine(Project.Root, "tests", "NeuralLab.Jupyter.Tests", "Node");
        var missing = Project.FindProgram("node") is null ? "There is no Node.js."
            : !Directory.Exists(Path.Combine(folder, "node_modules", "zeromq")) ? $"npm's zeromq is missing: npm ci --prefix {folder}"
            : null;
        if (missing is not null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true" or "1", missing);
            Assert.Fail(missing);
        }
        var start = new System.Diagnostics.ProcessStartInfo(Project.FindProgram("node")!,
        [
            Path.Combine(folder, "run-notebook.js"), Path.Combine(kernel.Folder, "share", "jupyter", "kernels", "neurallab"),
            Project.Notebook("NN1-forward-pass.ipynb"), Path.Combine(kernel.Folder, "connection.json"),
        ]);

        Assert.Contains("figures, exit code 0", await Python.RunAsync(start), StringComparison.Ordinal);
    }

    async Task Compare(string notebook, params string[] settings)
    {
        RunOptions options = new() { ContinueAfterFailure = settings.Contains("--allow-errors") };
        var result = Assert.Single(await new NotebookRunner(options).RunAsync([notebook], cancellation: TestContext.Current.CancellationToken));
        var executed = Path.Combine(kernel.Folder, Path.GetFileName(notebook));
        result.Document.Save(executed);

        var said = await Python.RunAsync(
            "compare.py", [.. KernelFixture.Modules, "nbconvert"], [executed, notebook, Path.Combine(kernel.Folder, "converted"), .. settings], kernel.Environment);

        Assert.Contains("outputs are the same", said, StringComparison.Ordinal);
    }
}
