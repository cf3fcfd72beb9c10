namespace NeuralLab.Cli;

/// <summary>The project's folder: notebooks, data and reports stand in it.</summary>
static class ProjectRoot
{
    const string Marker = "NeuralLab.sln";

    /// <summary>The nearest folder with NeuralLab.sln at or above the current folder, else at or above this program.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string Find() =>
        Above(Directory.GetCurrentDirectory()) ?? Above(AppContext.BaseDirectory)
        ?? throw new UsageException($"{Marker} was found neither at or above {Directory.GetCurrentDirectory()} nor above the program: run this inside the project's folder");

    static string? Above(string start)
    {
        var folder = new DirectoryInfo(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Marker)))
            folder = folder.Parent;
        return folder?.FullName;
    }
}
