using NeuralLab.Notebooks;

namespace NeuralLab.Jupyter.Tests;

/// <summary>Whole labs in the kernel, run by programs of others.</summary>
public sealed class NotebookTests(InstalledKernel kernel) : IClassFixture<InstalledKernel>
{
    [Fact]
    public Task nbconvert_runs_NN1_with_the_outputs_of_the_headless_host() => Compare("NN1-forward-pass.ipynb");

    [Theory(Explicit = true)]
    [Trait("Category", "Long")]
    [InlineData("NN2-backpropagation.ipynb")]
    [InlineData("NN3-optimizers.ipynb")]
    [InlineData("NN4-classification.ipynb")]
    [InlineData("NN5-architectures.ipynb")]
    [InlineData("NN6-regularization.ipynb")]
    [InlineData("report.ipynb")]
    public Task nbconvert_runs_every_lab_with_the_outputs_of_the_headless_host(string notebook) => Compare(notebook);

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

    async Task Compare(string name)
    {
        var result = Assert.Single(await new NotebookRunner(new RunOptions()).RunAsync([Project.Notebook(name)], cancellation: TestContext.Current.CancellationToken));
        var executed = Path.Combine(kernel.Folder, name);
        result.Document.Save(executed);

        var said = await Python.RunAsync(
            "compare.py", [.. KernelFixture.Modules, "nbconvert"], [executed, Project.Notebook(name), Path.Combine(kernel.Folder, "converted")], kernel.Environment);

        Assert.Contains("outputs are the same", said, StringComparison.Ordinal);
    }
}
