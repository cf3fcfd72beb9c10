using System.Diagnostics;

namespace NeuralLab;

/// <summary>
/// Runs an experiment with every one of some settings and every seed, several runs at once, and keeps what each gave. With a
/// <see cref="File"/> it can be interrupted and goes on where it was.
/// </summary>
public sealed class Sweep
{
    readonly SweepPlan plan;
    readonly Func<HyperParameters, int, IReadOnlyDictionary<string, double>> run;

    /// <summary>A sweep.</summary>
    /// <param name="settings">What to try, see <see cref="SearchSpace"/>; what comes twice is run once.</param>
    /// <param name="seeds">The seeds of each, at least one.</param>
    /// <param name="run">The experiment: measures by name. It runs at the same time as others, so it must make what it changes.</param>
    /// <exception cref="ArgumentException">There are no settings, or no seeds.</exception>
    public Sweep(IEnumerable<HyperParameters> settings, IEnumerable<int> seeds, Func<HyperParameters, int, IReadOnlyDictionary<string, double>> run)
        : this(new(settings, seeds), run)
    {
    }

    /// <summary>A sweep.</summary>
    /// <param name="plan">Its runs.</param>
    /// <param name="run">The experiment: measures by name. It runs at the same time as others, so it must make what it changes.</param>
    public Sweep(SweepPlan plan, Func<HyperParameters, int, IReadOnlyDictionary<string, double>> run)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(run);
        (this.plan, this.run) = (plan, run);
    }

    /// <summary>Runs at once, at least 1; 0 (default): one for each core.</summary>
    public int Threads { get; init => field = Check.AtLeast(0, value); }

    /// <summary>The part of the sweep to run here. Default: all.</summary>
    public SweepShard Shard { get; init => field = Check.Given(value); } = SweepShard.All;

    /// <summary>A file (JSON Lines) that each record is added to; runs that it has already are not run again. Null (default): none.</summary>
    public string? File { get; init; }

    /// <summary>
    /// A folder that several machines share, in which this <see cref="Shard"/> has its file, replaced whole as records come, without any
    /// lock; runs that it has already are not run again. See <see cref="SweepParts"/>. Null (default): none.
    /// </summary>
    public string? Parts { get; init; }

    /// <summary>Is told of each run that is done, one call at a time. Default: nobody.</summary>
    public IProgress<SweepProgress>? Progress { get; init; }

    /// <summary>Starts no further run; what is done stays in the <see cref="File"/> or <see cref="Parts"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Runs what is not done yet.</summary>
    /// <returns>All records of this part, in the order of settings and seeds, whatever ran first.</returns>
    /// <exception cref="OperationCanceledException">The sweep was cancelled.</exception>
    /// <exception cref="DataException">The file is damaged, or belongs to another sweep.</exception>
    /// <exception cref="IOException">The file cannot be written, or another sweep writes to it now.</exception>
    public SweepResults Run()
    {
        var mine = plan.Of(Shard).ToArray();
        if (mine.Length == 0) throw new InvalidOperationException($"Part {Shard} of {plan.Count} runs is empty: take fewer parts.");
        var store = Open();
        try
        {
            return Run(mine, store);
        }
        finally
        {
            store.Close();
        }
    }

    SweepResults Run((HyperParameters Settings, int Seed)[] mine, SweepStore store)
    {
        var known = Known(store, mine);
        var todo = mine.Where(entry => !known.ContainsKey(entry)).ToArray();
        Progress?.Report(new(known.Count, mine.Length, null));
        Lock finishing = new();
        Repeat.Each(todo, entry =>
        {
            var clock = Stopwatch.StartNew();
            SweepRecord record = new(entry.Settings, entry.Seed, run(entry.Settings, entry.Seed), clock.Elapsed.TotalSeconds);
            lock (finishing)
            {
                store.Add(record);
                known.Add(entry, record);
                Progress?.Report(new(known.Count, mine.Length, record));
            }
            return record;
        }, Threads, Cancellation, "sweep");
        return new(mine.Select(entry => known[entry]));
    }

    SweepStore Open() => (File, Parts) switch
    {
        (null, null) => new SweepStore.Nowhere(),
        ({ } file, null) => new SweepStore.Appended(file),
        (null, { } folder) => new SweepStore.Part(folder, Shard),
        _ => throw new ArgumentException($"Give {nameof(File)} or {nameof(Parts)}, not both.", nameof(Parts)),
    };

    /// <summary>What an earlier call left.</summary>
    static Dictionary<(HyperParameters Settings, int Seed), SweepRecord> Known(SweepStore store, (HyperParameters Settings, int Seed)[] mine)
    {
        var (records, ours) = (store.Known, mine.ToHashSet());
        if (records.FirstOrDefault(record => !ours.Contains((record.Settings, record.Seed))) is { } stranger)
            throw new DataException($"{store.Name} has a run of another sweep ({stranger.Settings}, seed {stranger.Seed}): give another file, or delete this one.");
        return records.DistinctBy(record => (record.Settings, record.Seed)).ToDictionary(record => (record.Settings, record.Seed));
    }
}
