using System.Collections;

namespace NeuralLab;

/// <summary>The records of a sweep, in the order of its plan: settings by settings, seed by seed.</summary>
public sealed class SweepResults : IReadOnlyList<SweepRecord>
{
    readonly SweepRecord[] records;
    readonly Dictionary<HyperParameters, SweepRecord[]> bySettings;

    /// <summary>Records of one sweep.</summary>
    /// <param name="records">At least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public SweepResults(params IEnumerable<SweepRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        this.records = [.. records];
        if (this.records.Length == 0) throw new ArgumentException("A sweep needs at least one record.", nameof(records));
        bySettings = this.records.GroupBy(record => record.Settings).ToDictionary(group => group.Key, group => group.ToArray());
        Tried = [.. this.records.Select(record => record.Settings).Distinct()];
    }

    /// <summary>The settings that were tried, each once, in their order.</summary>
    public IReadOnlyList<HyperParameters> Tried { get; }

    /// <inheritdoc/>
    public int Count => records.Length;

    /// <inheritdoc/>
    public SweepRecord this[int index] => records[index];

    /// <summary>The results of all seeds with some settings.</summary>
    /// <param name="settings">Settings that were tried.</param>
    /// <param name="measure">What was measured.</param>
    /// <exception cref="ArgumentException">Settings were not tried, or there is no such measure.</exception>
    public double[] Of(HyperParameters settings, string measure) => [.. Records(settings).Select(record => record[measure])];

    /// <summary>Mean over the seeds; NaN if a run diverged.</summary>
    /// <param name="settings">Settings that were tried.</param>
    /// <param name="measure">What was measured.</param>
    /// <exception cref="ArgumentException">Settings were not tried, or there is no such measure.</exception>
    public double Mean(HyperParameters settings, string measure) => Of(settings, measure).Average();

    /// <summary>The settings from best to worst mean; those with a run that diverged come last.</summary>
    /// <param name="measure">What decides: measured on validation data, if it is honest.</param>
    /// <param name="higherIsBetter">True for F1 and accuracy. Default false, for errors.</param>
    public IReadOnlyList<HyperParameters> Ranked(string measure, bool higherIsBetter = false) =>
        [.. Tried.OrderBy(settings => double.IsNaN(Mean(settings, measure))).ThenBy(settings => Mean(settings, measure) * (higherIsBetter ? -1 : 1))];

    /// <summary>The first of <see cref="Ranked"/>.</summary>
    /// <param name="measure">What decides.</param>
    /// <param name="higherIsBetter">True for F1 and accuracy. Default false, for errors.</param>
    public HyperParameters Best(string measure, bool higherIsBetter = false) => Ranked(measure, higherIsBetter)[0];

    /// <summary>The results with some of the settings only.</summary>
    /// <param name="condition">True for settings to keep.</param>
    /// <exception cref="ArgumentException">None are left.</exception>
    public SweepResults Where(Func<HyperParameters, bool> condition) => new(records.Where(record => condition(record.Settings)));

    /// <inheritdoc/>
    public IEnumerator<SweepRecord> GetEnumerator() => records.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    SweepRecord[] Records(HyperParameters settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return bySettings.TryGetValue(settings, out var found) ? found : throw new ArgumentException($"The settings ({settings}) were not tried.", nameof(settings));
    }
}
