using System.Diagnostics;

namespace NeuralLab;

/// <summary>
/// Runs an experiment with every one of some settings and every seed, several runs at once, and keeps what each gave. With a
/// <see cref="File"/> it can be interrupted and goes on where it was.
/// </summary>
public sealed class Sweep
{
    readonly (Settings Settings, int Seed)[] plan;
    readonly Func<Settings, int, IReadOnlyDictionary<string, double>> run;

    /// <summary>A sweep.</summary>
    /// <param name="settings">What to try, see <see cref="SearchSpace"/>; what comes twice is run once.</param>
    /// <param name="seeds">The seeds of each, at least one.</param>
    /// <param name="run">The experiment: measures by name. It runs at the same time as others, so it must make what it changes.</param>
    /// <exception cref="ArgumentException">There are no settings, or no seeds.</exception>
    public Sweep(IEnumerable<Settings> settings, IEnumerable<int> seeds, Func<Settings, int, IReadOnlyDictionary<string, double>> run)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentNullException.ThrowIfNull(run);
        int[] all = [.. seeds.Distinct()];
        plan = [.. settings.Distinct().SelectMany(each => all.Select(seed => (each, seed)))];
        if (plan.Length == 0) throw new ArgumentException("A sweep needs settings and seeds, at least one of each.", nameof(settings));
        this.run = run;
    }

    /// <summary>Runs at once, at least 1; 0 (default): one for each core.</summary>
    public int Threads { get; init => field = Check.AtLeast(0, value); }

    /// <summary>The part of the sweep to run here. Default: all.</summary>
    public SweepShard Shard { get; init => field = Check.Given(value); } = SweepShard.All;

    /// <summary>A file (JSON Lines) that each record is added to; runs that it has already are not run again. Null (default): none.</summary>
    public string? File { get; init; }

    /// <summary>Is told of each run that is done, one call at a time. Default: nobody.</summary>
    public IProgress<SweepProgress>? Progress { get; init; }

    /// <summary>Starts no further run; what is done stays in the <see cref="File"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Runs what is not done yet.</summary>
    /// <returns>All records of this part, in the order of settings and seeds, whatever ran first.</returns>
    /// <exception cref="OperationCanceledException">The sweep was cancelled.</exception>
    /// <exception cref="DataException">The file is damaged, or belongs to another sweep.</exception>
    /// <exception cref="IOException">The file cannot be written, or another sweep writes to it now.</exception>
    public SweepResults Run()
    {
        var mine = plan.Where((_, place) => Shard.Has(place)).ToArray();
        if (mine.Length == 0) throw new InvalidOperationException($"Part {Shard} of {plan.Length} runs is empty: take fewer parts.");
        using var file = File is null ? null : SweepFile.Open(File);
        var known = file is null ? [] : Known(file, mine);
        var todo = mine.Where(entry => !known.ContainsKey(entry)).ToArray();
        Progress?.Report(new(known.Count, mine.Length, null));
        Lock finishing = new();
        Repeat.Each(todo, entry =>
        {
            var clock = Stopwatch.StartNew();
            SweepRecord record = new(entry.Settings, entry.Seed, run(entry.Settings, entry.Seed), clock.Elapsed.TotalSeconds);
            lock (finishing)
            {
                if (file is not null) SweepFile.Append(file, record);
                known.Add(entry, record);
                Progress?.Report(new(known.Count, mine.Length, record));
            }
            return record;
        }, Threads, Cancellation, "sweep");
        return new(mine.Select(entry => known[entry]));
    }

    /// <summary>What an earlier call left.</summary>
    static Dictionary<(Settings Settings, int Seed), SweepRecord> Known(FileStream file, (Settings Settings, int Seed)[] mine)
    {
        var (records, ours) = (SweepFile.ReadToAppend(file), mine.ToHashSet());
        if (records.FirstOrDefault(record => !ours.Contains((record.Settings, record.Seed))) is { } stranger)
            throw new DataException($"{file.Name} has a run of another sweep ({stranger.Settings}, seed {stranger.Seed}): give another file, or delete this one.");
        return records.DistinctBy(record => (record.Settings, record.Seed)).ToDictionary(record => (record.Settings, record.Seed));
    }
}
