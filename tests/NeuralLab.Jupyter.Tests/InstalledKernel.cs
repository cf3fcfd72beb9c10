using NeuralLab.Jupyter.Installation;

namespace NeuralLab.Jupyter.Tests;

/// <summary>Our kernel, installed in a folder of the test's own, and Jupyter's clients told to look there only.</summary>
public sealed class InstalledKernel : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("neurallab-kernel-");

    public InstalledKernel() => KernelInstaller.Install(JupyterFolders.InPrefix(folder.FullName), KernelInstaller.DefaultName);

    public string Folder => folder.FullName;

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["JUPYTER_PATH"] = Path.Combine(folder.FullName, "share", "jupyter"),
        ["JUPYTER_DATA_DIR"] = Path.Combine(folder.FullName, "data"),
        ["JUPYTER_RUNTIME_DIR"] = Path.Combine(folder.FullName, "runtime"),
        ["JUPYTER_CONFIG_DIR"] = Path.Combine(folder.FullName, "config"),
        ["IPYTHONDIR"] = Path.Combine(folder.FullName, "ipython"),
        ["NO_PROXY"] = "*",
    };

    public void Dispose() => folder.Delete(recursive: true);
}
