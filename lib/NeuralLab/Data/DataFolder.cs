namespace NeuralLab;

/// <summary>
/// Where the data are: the folder that the environment variable <c>NEURALLAB_DATA</c> names, or else the nearest <c>data</c> folder with
/// a <c>SHA256SUMS</c> file, going up from the library's own assembly.
/// </summary>
public static class DataFolder
{
    /// <summary>The environment variable that names the data folder.</summary>
    public const string Variable = "NEURALLAB_DATA";

    /// <summary>The environment variable that names the folder for downloads.</summary>
    public const string CacheVariable = "NEURALLAB_CACHE";

    /// <summary>The file that lists every shipped file with its SHA-256.</summary>
    internal const string Sums = "SHA256SUMS";

    /// <summary>The data folder.</summary>
    /// <exception cref="DataNotFoundException">There is none.</exception>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return Directory.Exists(named) ? named : throw new DataNotFoundException(named, $"set {Variable} to a folder, or unset it");
        string start = Path.GetDirectoryName(Host.FileOf(typeof(DataFolder).Assembly)) is { Length: > 0 } library
            ? library
            : AppContext.BaseDirectory;
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "data", Sums))) return Path.Combine(folder.FullName, "data");
        throw new DataNotFoundException(
            $"a data folder above {start}", $"keep the library inside the repository, or set {Variable} to its data folder");
    }

    /// <summary>The path of a shipped file that is there.</summary>
    /// <param name="name">Its path inside the data folder, e.g. <c>course/easy-test.csv</c>.</param>
    /// <exception cref="DataNotFoundException">There is no data folder, or the file is not in it.</exception>
    public static string File(string name)
    {
        string path = Path.Combine(Find(), name);
        return System.IO.File.Exists(path) ? path : throw new DataNotFoundException(path,
            name.StartsWith("course/", StringComparison.Ordinal) ? "run `neurallab data generate`" : "restore it from the repository");
    }

    /// <summary>
    /// The folder for downloads: what <c>NEURALLAB_CACHE</c> names, or <c>cache</c> in the data folder. It may not exist yet.
    /// </summary>
    /// <param name="folder">The data folder; default <see cref="Find"/>.</param>
    /// <exception cref="DataNotFoundException">Neither is the variable set nor a folder given, and there is no data folder.</exception>
    public static string Cache(string? folder = null) =>
        Environment.GetEnvironmentVariable(CacheVariable) is { Length: > 0 } named ? named : Path.Combine(folder ?? Find(), "cache");
}
