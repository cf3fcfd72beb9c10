using NeuralLab.Jupyter.Installation;

namespace NeuralLab.Cli.Doctor;

/// <summary>Looks for what the labs are opened with: editors that run notebooks, and the kernel that they start.</summary>
static class FrontEnds
{
    const string Extension = "ms-toolsai.jupyter-";

    public static IEnumerable<Finding> Find() => [Editors(), .. Kernels()];

    static Finding Editors()
    {
        const string What = "front ends";
        string[] found = [.. VisualStudioCode(), .. Jupyter("jupyter-lab", "JupyterLab"), .. Jupyter("jupyter-notebook", "Jupyter Notebook")];
        return found.Length > 0
            ? new(What, State.Present, string.Join(", ", found), "open the labs there")
            : new(What, State.Optional, "no VS Code, JupyterLab or Notebook on the path", "to step through the labs, install VS Code and its Jupyter extension; neurallab run and report need none");
    }

    static IEnumerable<string> VisualStudioCode()
    {
        if (Programs.Find("code") is null)
            yield break;
        var extensions = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".vscode", "extensions");
        var hasJupyter = Directory.Exists(extensions) && Directory.EnumerateDirectories(extensions, Extension + "*").Any();
        yield return hasJupyter ? "VS Code with Jupyter" : "VS Code (without its Jupyter extension: install it)";
    }

    static IEnumerable<string> Jupyter(string program, string name) => Programs.Find(program) is null ? [] : [name];

    static IEnumerable<Finding> Kernels()
    {
        const string What = "kernel";
        var kernels = KernelSpec.FindIn(JupyterFolders.All).Where(kernel => kernel.IsOurs).ToArray();
        return kernels.Length == 0
            ? [new(What, State.Optional, "not installed", "front ends find it after: neurallab kernel install")]
            : kernels.Select(kernel => new Finding(What, kernel.Works ? State.Present : State.Optional, $"{kernel.Name} in {Path.GetDirectoryName(kernel.Folder)}", kernel.State));
    }
}
