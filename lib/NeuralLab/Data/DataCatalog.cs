using System.Security.Cryptography;
using System.Text;

namespace NeuralLab;

/// <summary>The data sets that the library knows: what there is, writing the course's files, and checking the shipped ones.</summary>
public static class DataCatalog
{
    /// <summary>Every data set, those of the course first.</summary>
    /// <param name="folder">The data folder; default <see cref="DataFolder.Find"/>.</param>
    /// <exception cref="DataNotFoundException">There is no data folder.</exception>
    public static IReadOnlyList<DataCatalogEntry> List(string? folder = null)
    {
        folder ??= DataFolder.Find();
        string cache = DataFolder.Cache(folder);
        bool There(string name) => File.Exists(Path.Combine(folder, name));
        return
        [
            .. CourseData.Sets.Select(set => new DataCatalogEntry(
                set.Name, set.Task, set.TrainingCount, set.TestCount, set.ColumnNames.Count, $"course/{set.Name}-*.csv",
                There(set.File(test: false)) && There(set.File(test: true)), set.Note)),
            new(Digits.Name, LearningTask.Classification, Digits.SampleCount, 0, Digits.PixelCount + 1, Digits.File, There(Digits.File),
                "real handwritten digits, 8 x 8 pixels"),
            new(Iris.Name, LearningTask.Classification, Iris.SampleCount, 0, Iris.FeatureNames.Count + 1, Iris.File, There(Iris.File),
                "real measurements of flowers"),
            .. ImageSource.All.Select(source => new DataCatalogEntry(
                source.Name, LearningTask.Classification, 60_000, 10_000, 28 * 28 + 1, Path.Combine(cache, source.Name),
                source.IsPresent(cache), $"real pictures, 28 x 28 pixels; get them with `neurallab data get {source.Name}`")),
        ];
    }

    /// <summary>Writes the course's files, all of them or none, as they are shipped.</summary>
    /// <param name="folder">Where to; made if it is not there. Default <c>course</c> in <see cref="DataFolder.Find"/>.</param>
    /// <returns>The paths written.</returns>
    /// <exception cref="DataNotFoundException">No folder was given, and there is no data folder.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static IReadOnlyList<string> Generate(string? folder = null)
    {
        folder = Directory.CreateDirectory(folder ?? Path.Combine(DataFolder.Find(), "course")).FullName;
        var files = CourseFiles().Select(file => (Path: Path.Combine(folder, Path.GetFileName(file.Name)), file.Content)).ToArray();
        AtomicFile.WriteAll([.. files.Select(file => (file.Path, (Action<Stream>)(stream => stream.Write(file.Content))))]);
        return [.. files.Select(file => file.Path)];
    }

    /// <summary>Checks every shipped file against <c>SHA256SUMS</c>, and the course's against what <see cref="Generate"/> writes.</summary>
    /// <param name="folder">The data folder; default <see cref="DataFolder.Find"/>.</param>
    /// <returns>One result per file.</returns>
    /// <exception cref="DataException">There is no data folder, or its <c>SHA256SUMS</c> is missing or damaged.</exception>
    public static IReadOnlyList<DataCheck> Verify(string? folder = null)
    {
        folder ??= DataFolder.Find();
        var sums = ReadSums(Path.Combine(folder, DataFolder.Sums));
        var generated = CourseFiles().ToDictionary(file => file.Name, file => Convert.ToHexStringLower(SHA256.HashData(file.Content)));
        var unlisted = generated.Keys.Except(sums.Keys);
        return
        [
            .. sums.Select(file => Check(folder, file.Key, file.Value, generated.GetValueOrDefault(file.Key, file.Value))),
            .. unlisted.Select(name => new DataCheck(name, DataCheckResult.Unlisted, $"it is not in {DataFolder.Sums}")),
        ];
    }

    static DataCheck Check(string folder, string name, string listed, string generated)
    {
        string path = Path.Combine(folder, name);
        if (!File.Exists(path)) return new(name, DataCheckResult.Missing, $"{path} is not there");
        using var stream = File.OpenRead(path);
        string found = Convert.ToHexStringLower(SHA256.HashData(stream));
        return found != listed ? new(name, DataCheckResult.Changed, $"expected SHA-256 {listed}, got {found}")
            : found != generated ? new(name, DataCheckResult.NotReproduced, $"generating it gives SHA-256 {generated}, shipped is {found}")
            : new(name, DataCheckResult.Intact, "");
    }

    static Dictionary<string, string> ReadSums(string path)
    {
        if (!File.Exists(path)) throw new DataNotFoundException(path, "restore it from the repository");
        Dictionary<string, string> sums = [];
        foreach (var (index, line) in File.ReadLines(path).Index())
            if (line.Split("  ") is not [{ Length: 64 } hash, { Length: > 0 } name] || !sums.TryAdd(name, hash))
                throw new DataException(
                    $"{path}, line {index + 1}: expected a SHA-256, two spaces and a file name not seen before, got '{line}'.");
        return sums;
    }

    static IEnumerable<(string Name, byte[] Content)> CourseFiles() =>
        CourseData.Sets.SelectMany(set => new[] { CourseFile(set, test: false), CourseFile(set, test: true) });

    static (string Name, byte[] Content) CourseFile(CourseSet set, bool test) =>
        (set.File(test), Encoding.UTF8.GetBytes(CourseGenerator.Csv(set, test)));
}
