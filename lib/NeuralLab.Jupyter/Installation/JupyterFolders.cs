namespace NeuralLab.Jupyter.Installation;

/// <summary>Where Jupyter's front ends look for kernels, on all three systems.</summary>
public static class JupyterFolders
{
    static readonly string[] Environments = ["VIRTUAL_ENV", "CONDA_PREFIX"];

    /// <summary>The user's own folder of kernels: in <c>JUPYTER_DATA_DIR</c> where that is set.</summary>
    public static string User => Kernels(Variable("JUPYTER_DATA_DIR") ?? (OperatingSystem.IsWindows()
        ? Path.Combine(Folder(Environment.SpecialFolder.ApplicationData), "jupyter")
        : OperatingSystem.IsMacOS()
            ? Path.Combine(Home, "Library", "Jupyter")
            : Path.Combine(Variable("XDG_DATA_HOME") ?? Path.Combine(Home, ".local", "share"), "jupyter")));

    /// <summary>Every folder of kernels that is looked in, the first found winning; not all exist.</summary>
    public static IReadOnlyList<string> All =>
    [
        .. (Variable("JUPYTER_PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(Kernels),
        User,
        .. Environments.Select(Variable).OfType<string>().Select(InPrefix),
        .. OperatingSystem.IsWindows()
            ? new[] { Kernels(Path.Combine(Folder(Environment.SpecialFolder.CommonApplicationData), "jupyter")) }
            : [InPrefix("/usr/local"), InPrefix("/usr"), .. OperatingSystem.IsMacOS() ? new[] { InPrefix("/opt/homebrew") } : []],
    ];

    /// <summary>The folder of kernels of a prefix, such as <c>/usr/local</c> or a virtual environment.</summary>
    /// <param name="prefix">A folder.</param>
    public static string InPrefix(string prefix) => Kernels(Path.Combine(prefix, "share", "jupyter"));

    static string Home => Folder(Environment.SpecialFolder.UserProfile);

    static string Kernels(string data) => Path.GetFullPath(Path.Combine(data, "kernels"));

    static string Folder(Environment.SpecialFolder folder) => Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);

    static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
