namespace NeuralLab.Jupyter.Tests;

/// <summary>
/// The labs as they are, in the kernel that they were first made for. It is retired, but students have it. The tool is found on the path,
/// or where the variable NEURALLAB_DOTNET_INTERACTIVE says.
/// </summary>
public sealed class DotnetInteractiveTests
{
    const string Install = "dotnet tool install --tool-path FOLDER Microsoft.dotnet-interactive --version 1.0.712001";

    [Fact]
    public Task NN1_runs_in_dotnet_interactive() => Run("NN1-forward-pass.ipynb");

    [Theory(Explicit = true)]
    [Trait("Category", "Long")]
    [InlineData("NN2-backpropagation.ipynb")]
    [InlineData("NN3-optimizers.ipynb")]
    [InlineData("NN4-classification.ipynb")]
    [InlineData("NN5-architectures.ipynb")]
    [InlineData("NN6-regularization.ipynb")]
    [InlineData("report.ipynb")]
    public Task Every_lab_runs_in_dotnet_interactive(string notebook) => Run(notebook);

    static async Task Run(string notebook)
    {
        var tool = Environment.GetEnvironmentVariable("NEURALLAB_DOTNET_INTERACTIVE") ?? Project.FindProgram("dotnet-interactive");
        Assert.SkipWhen(tool is null, $"There is no dotnet-interactive: {Install}");
        var folder = Directory.CreateTempSubdirectory("neurallab-interactive-");
        try
        {
            var said = await Python.RunAsync("interactive.py", ["nbconvert", "nbformat"], [tool!, Project.Notebook(notebook), folder.FullName]);
            Assert.Contains("no error", said, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
