namespace NeuralLab.Jupyter.Tests;

/// <summary>The project's folder, where the labs and the scripts of figures stand.</summary>
static class Project
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    public static string Notebook(string name) => Path.Combine(Root, "notebooks", name);

    public static string? FindProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") }).FirstOrDefault(File.Exists);

    static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "NeuralLab.sln")) ? folder : Above(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("NeuralLab.sln"));
}
