namespace NeuralLab.Tests.Sweeps;

/// <summary>Parts in a folder that machines share without locks.</summary>
public class SweepPartsTests
{
    static readonly IReadOnlyList<HyperParameters> Grid = new SearchSpace().With("width", 1, 2, 3, 4, 5, 6).Grid();

    static Dictionary<string, double> Measure(HyperParameters settings, int seed) => new() { ["error"] = settings.Whole("width") * 10 + seed };

    static Sweep Part(TemporaryFolder folder, SweepShard shard, Action? meanwhile = null) => new(Grid, [1, 2], (settings, seed) =>
    {
        meanwhile?.Invoke();
        return Measure(settings, seed);
    }) { Parts = folder.Path, Shard = shard, Threads = 1 };

    [Fact]
    public void Two_that_run_the_same_part_at_once_both_leave_a_whole_and_the_last_a_complete_file()
    {
        using TemporaryFolder folder = new();
        SweepShard shard = new(1, 1);
        var path = SweepParts.FileOf(folder.Path, shard);
        var nested = false;
        // The first is in the middle of its runs when a scheduler starts the part again.
        Part(folder, shard, () =>
        {
            // What is done stays done.
            if (nested && File.Exists(path)) Assert.Equal(12, SweepFile.Read(path).Count);
            if (nested) return;
            nested = true;
            Assert.Equal(12, Part(folder, shard).Run().Count);
        }).Run();
        Assert.True(nested);
        Assert.Equal(12, SweepFile.Read(path).Count);
        Assert.Equal(new Sweep(Grid, [1, 2], Measure).Run().Select(Essence), SweepFile.Merge(path).Select(Essence));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_part_that_fails_keeps_what_was_done()
    {
        using TemporaryFolder folder = new();
        var runs = 0;
        Assert.Throws<InvalidOperationException>(() => Part(folder, new(2, 2), () => { if (++runs == 4) throw new InvalidOperationException("boom"); }).Run());
        Assert.Equal(3, SweepFile.Read(SweepParts.FileOf(folder.Path, new(2, 2))).Count);
        runs = 0;
        Part(folder, new(2, 2), () => runs++).Run();
        Assert.Equal(3, runs);
    }

    [Fact]
    public void A_plan_knows_what_is_missing_and_refuses_strangers()
    {
        using TemporaryFolder folder = new();
        SweepPlan plan = new(Grid, [1, 2]);
        Part(folder, new(1, 3)).Run();
        Part(folder, new(3, 3)).Run();
        File.WriteAllText(folder.File("part-0002-of-0003.jsonl.01234567-1-abcdef.tmp"), "{");
        var records = SweepFile.Merge(SweepParts.FilesIn(folder.Path));

        Assert.Equal(3, SweepParts.CountIn(folder.Path));
        Assert.Equal([(4, 4), (0, 4), (4, 4)], plan.Progress(3, records).Select(part => (part.Done, part.Total)));
        Assert.Contains("4 of 12 runs are missing", Assert.Throws<DataException>(() => plan.Order(records)).Message, StringComparison.Ordinal);
        Assert.Contains("another sweep", Assert.Throws<DataException>(() => new SweepPlan(Grid, [3]).Order(records)).Message, StringComparison.Ordinal);
        // Another division, for example on more machines: what it repeats is the same.
        Part(folder, new(1, 1)).Run();
        Assert.Null(SweepParts.CountIn(folder.Path));
        Assert.Equal(new Sweep(Grid, [1, 2], Measure).Run().Select(Essence), plan.Order(SweepFile.Merge(SweepParts.FilesIn(folder.Path))).Select(Essence));
    }

    static string Essence(SweepRecord record) => FormattableString.Invariant($"{record.Settings} {record.Seed} {record["error"]}");
}
