namespace NeuralLab;

/// <summary>All runs of a sweep in their order: settings by settings, seed by seed, each once.</summary>
public sealed class SweepPlan
{
    /// <summary>Most runs of a plan: 1,000,000.</summary>
    public const int MostRuns = 1_000_000;

    readonly (HyperParameters Settings, int Seed)[] runs;

    /// <summary>A plan.</summary>
    /// <param name="settings">What to try; what comes twice is run once.</param>
    /// <param name="seeds">The seeds of each, at least one.</param>
    /// <exception cref="ArgumentException">There are no settings, or no seeds, or more runs than <see cref="MostRuns"/>.</exception>
    public SweepPlan(IEnumerable<HyperParameters> settings, IEnumerable<int> seeds)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(seeds);
        HyperParameters[] each = [.. settings.Distinct()];
        int[] all = [.. seeds.Distinct()];
        if (each.Length == 0 || all.Length == 0) throw new ArgumentException("A sweep needs settings and seeds, at least one of each.", nameof(settings));
        if ((long)each.Length * all.Length > MostRuns)
            throw new ArgumentException(FormattableString.Invariant($"{each.Length:N0} settings with {all.Length:N0} seeds each are more than {MostRuns:N0} runs."), nameof(settings));
        runs = [.. each.SelectMany(one => all.Select(seed => (one, seed)))];
    }

    /// <summary>How many runs there are.</summary>
    public int Count => runs.Length;

    /// <summary>The records of all runs in the plan's order.</summary>
    /// <param name="records">Records in any order; what comes twice counts once.</param>
    /// <exception cref="DataException">A run is missing; the message says how many, and how to get them.</exception>
    public SweepResults Order(IEnumerable<SweepRecord> records)
    {
        var known = ByRun(records);
        var missing = Count - known.Count;
        return missing == 0
            ? new(runs.Select(run => known[run]))
            : throw new DataException(FormattableString.Invariant($"{missing} of {Count} runs are missing: see 'neurallab sweep status', and run their parts again; what is done is not repeated."));
    }

    /// <summary>How far each of n parts is: runs that are done, and runs in all.</summary>
    /// <param name="parts">How many parts there are, at least 1.</param>
    /// <param name="records">What is done, whoever did it.</param>
    public IReadOnlyList<(SweepShard Part, int Done, int Total)> Progress(int parts, IEnumerable<SweepRecord> records)
    {
        var known = ByRun(records);
        return [.. Enumerable.Range(1, Check.AtLeast(1, parts)).Select(number => new SweepShard(number, parts))
            .Select(part => (part, Of(part).Count(known.ContainsKey), Of(part).Count()))];
    }

    /// <summary>The runs of one part.</summary>
    internal IEnumerable<(HyperParameters Settings, int Seed)> Of(SweepShard part) => runs.Where((_, place) => part.Has(place));

    /// <summary>Those records that are of this plan.</summary>
    /// <exception cref="DataException">One is of another sweep.</exception>
    Dictionary<(HyperParameters Settings, int Seed), SweepRecord> ByRun(IEnumerable<SweepRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var ours = runs.ToHashSet();
        Dictionary<(HyperParameters Settings, int Seed), SweepRecord> known = [];
        foreach (var record in records)
            if (!ours.Contains((record.Settings, record.Seed))) throw new DataException($"There is a run of another sweep ({record.Settings}, seed {record.Seed}).");
            else known.TryAdd((record.Settings, record.Seed), record);
        return known;
    }
}
