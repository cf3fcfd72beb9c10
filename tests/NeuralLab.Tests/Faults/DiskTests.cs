namespace NeuralLab.Tests.Faults;

/// <summary>On a disk that is full or must not be written to, every writer says so, keeps what is there, and goes on once there is room.</summary>
public class DiskTests
{
    static readonly IReadOnlyList<HyperParameters> Grid = new SearchSpace().With("width", [.. Enumerable.Range(1, 40).Select(width => (double)width)]).Grid();

    static Network<double> Model(int seed) => Mlp.Create(seed, [20, 40, 1], Activation.Tanh);

    static Dictionary<string, double> Measure(HyperParameters settings, int seed) => new() { ["error"] = settings.Whole("width") + seed };

    static void Train(string folder)
    {
        using TemporaryFolder elsewhere = new();
        var spec = TrainSpec.Read(elsewhere.Write("spec.json", """{ "data": "iris", "settings": { "width": 30, "epochs": 3 } }"""u8.ToArray()));
        new TrainingJob(spec, folder).Run();
    }

    /// <summary>Each writes something to a folder, the same each time.</summary>
    static readonly Dictionary<string, Action<string>> Writers = new()
    {
        ["model"] = folder => Model(1).Save(Path.Combine(folder, "model")),
        ["checkpoint"] = folder => new Trainer<double>(Model(2))
        {
            Loss = Loss.MeanSquaredError, Epochs = 2, Observers = [new Checkpoint<double>(Path.Combine(folder, "run"))],
        }.Fit(Samples.Normal<double>(20, 30), Samples.Normal<double>(1, 30)),
        ["csv"] = folder => CsvOf(folder),
        ["sweep"] = folder => new Sweep(Grid, [1, 2], Measure) { File = Path.Combine(folder, "runs.jsonl"), Threads = 1 }.Run(),
        ["parts of a sweep"] = folder => new Sweep(Grid, [1, 2], Measure) { Parts = Path.Combine(folder, "parts"), Shard = new(1, 2), Threads = 1 }.Run(),
        ["merged sweep"] = folder => SweepFile.Write(Path.Combine(folder, "merged.jsonl"), new Sweep(Grid, [1, 2], Measure).Run()),
        ["training job"] = folder => Train(Path.Combine(folder, "job")),
    };

    /// <summary>The course's data do not fit: a file of them as the generator writes it.</summary>
    static void CsvOf(string folder) =>
        AtomicFile.Write(Path.Combine(folder, "x.csv"), stream => stream.Write(File.ReadAllBytes(DataFolder.File("course/square-large-training.csv"))));

    public static TheoryData<string> Names => [.. Writers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_full_disk_loses_nothing_and_the_next_run_goes_on(string writer) => Require(writer, disk => disk.Fill(), disk => disk.Empty());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_read_only_disk_loses_nothing_and_the_next_run_goes_on(string writer) => Require(writer, disk => disk.SetReadOnly(true), disk => disk.SetReadOnly(false));

    static void Require(string writer, Action<SmallDisk> spoil, Action<SmallDisk> mend)
    {
        using SmallDisk disk = new();
        Writers[writer](disk.Path);
        var whole = Files(disk);
        Assert.NotEmpty(whole);
        // What is there already, complete: nothing may be lost. A job or a sweep that is done may have nothing to write.
        spoil(disk);
        RequireDiskError(Record.Exception(() => Writers[writer](disk.Path)), mayBeFine: true);
        Assert.Equal(whole, Files(disk));
        mend(disk);
        // Nothing is there yet: an error, and nothing half-written under a good name.
        foreach (var entry in new DirectoryInfo(disk.Path).EnumerateFileSystemInfos())
            if (entry is DirectoryInfo inner) inner.Delete(true);
            else entry.Delete();
        spoil(disk);
        RequireDiskError(Record.Exception(() => Writers[writer](disk.Path)), mayBeFine: false);
        Assert.DoesNotContain(Files(disk).Keys, name => name.EndsWith(".tmp", StringComparison.Ordinal));
        mend(disk);
        Writers[writer](disk.Path);
        Assert.Equal(whole.Keys.Order(), Files(disk).Keys.Order());
    }

    static void RequireDiskError(Exception? error, bool mayBeFine) =>
        Assert.True(error is IOException or UnauthorizedAccessException || (mayBeFine && error is null), error?.ToString() ?? "no error");

    static Dictionary<string, string> Files(SmallDisk disk) => Directory.GetFiles(disk.Path, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(path) != "filler").ToDictionary(path => Path.GetRelativePath(disk.Path, path), path => Convert.ToHexString(File.ReadAllBytes(path)));
}
