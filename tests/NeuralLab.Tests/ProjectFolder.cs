namespace NeuralLab.Tests;

/// <summary>The checkout that the tests were built from.</summary>
static class ProjectFolder
{
    /// <summary>A file or folder of the checkout.</summary>
    public static string Find(params string[] parts)
    {
        var path = Path.Combine(parts);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Exists(Path.Combine(folder.FullName, path))) return Path.Combine(folder.FullName, path);
        throw new FileNotFoundException($"There is no {path} above {AppContext.BaseDirectory}.");
    }
}
