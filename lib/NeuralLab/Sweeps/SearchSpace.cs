namespace NeuralLab;

/// <summary>
/// What a sweep tries: settings, each with its choices or its range, and from them a grid (every combination) or a random sample, which
/// finds good settings sooner where only some of them matter (Bergstra and Bengio, Random Search for Hyper-Parameter Optimization, 2012).
/// </summary>
public sealed class SearchSpace
{
    /// <summary>Most settings that a grid or a random search gives: 100,000.</summary>
    public const int MostSettings = 100_000;

    readonly List<(string Name, IReadOnlyList<object>? Choices, Func<RandomStream, object> Draw)> settings = [];

    /// <summary>Adds a setting with some numbers to choose from.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="choices">At least one.</param>
    /// <returns>This space.</returns>
    /// <exception cref="ArgumentException">The name is there already, or there is no choice.</exception>
    public SearchSpace With(string name, params IReadOnlyList<double> choices) =>
        Add(name, [.. (choices ?? throw new ArgumentNullException(nameof(choices))).Select(choice => (object)choice)]);

    /// <summary>Adds a setting with some texts to choose from.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="choices">At least one.</param>
    /// <returns>This space.</returns>
    /// <exception cref="ArgumentException">The name is there already, or there is no choice.</exception>
    public SearchSpace With(string name, params IReadOnlyList<string> choices) =>
        Add(name, [.. choices ?? throw new ArgumentNullException(nameof(choices))]);

    /// <summary>Adds a setting that <see cref="Random"/> draws from a range; a grid cannot have it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="low">Smallest number, finite; > 0 where <paramref name="log"/>.</param>
    /// <param name="high">Largest number, above <paramref name="low"/>.</param>
    /// <param name="log">True: every order of magnitude is equally likely. Default false: every number is.</param>
    /// <returns>This space.</returns>
    /// <exception cref="ArgumentException">The name is there already, or the range is none.</exception>
    public SearchSpace WithRange(string name, double low, double high, bool log = false)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low >= high || (log && low <= 0))
            throw new ArgumentException(FormattableString.Invariant($"The range of '{name}' must be low < high{(log ? ", both > 0" : "")}, but is {low} to {high}."), nameof(low));
        return Add(name, null, random => log
            ? low * Math.Pow(high / low, random.NextDouble())
            : low + (high - low) * random.NextDouble());
    }

    /// <summary>Every combination of all choices, the last setting changing fastest.</summary>
    /// <exception cref="InvalidOperationException">There is no setting, one has a range instead of choices, or there are more than <see cref="MostSettings"/> combinations.</exception>
    public IReadOnlyList<HyperParameters> Grid()
    {
        RequireSettings();
        var count = settings.Aggregate(1.0, (product, setting) => product * (setting.Choices?.Count ?? 1));
        if (count > MostSettings) throw new InvalidOperationException(FormattableString.Invariant($"The grid has {count:N0} combinations, more than {MostSettings:N0}: leave choices out, or draw some at random."));
        IEnumerable<KeyValuePair<string, object>[]> combinations = [[]];
        foreach (var (name, choices, _) in settings)
        {
            if (choices is null) throw new InvalidOperationException($"'{name}' has a range: a grid needs choices.");
            combinations = [.. combinations.SelectMany(chosen => choices.Select(choice => (KeyValuePair<string, object>[])[.. chosen, new(name, choice)]))];
        }
        return [.. combinations.Select(chosen => new HyperParameters(chosen))];
    }

    /// <summary>Settings drawn at random, each independently of the others.</summary>
    /// <param name="count">How many, at least 1; where there are only choices, the same may come twice.</param>
    /// <param name="seed">Same seed, same settings; more of them begin with the same.</param>
    /// <exception cref="InvalidOperationException">There is no setting.</exception>
    public IReadOnlyList<HyperParameters> Random(int count, int seed)
    {
        Check.AtLeast(1, count);
        if (count > MostSettings) throw new ArgumentOutOfRangeException(nameof(count), FormattableString.Invariant($"{count:N0} settings are more than {MostSettings:N0}."));
        RequireSettings();
        RandomStream random = new(seed, RandomPurpose.Search);
        HyperParameters Draw() => new(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Draw(random))));
        return [.. Enumerable.Range(0, count).Select(_ => Draw())];
    }

    SearchSpace Add(string name, IReadOnlyList<object> choices)
    {
        if (choices.Count == 0) throw new ArgumentException($"The setting '{name}' needs at least one choice.", nameof(choices));
        return Add(name, choices, random => choices[random.Next(choices.Count)]);
    }

    SearchSpace Add(string name, IReadOnlyList<object>? choices, Func<RandomStream, object> draw)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (settings.Any(setting => setting.Name == name)) throw new ArgumentException($"The setting '{name}' is given twice.", nameof(name));
        settings.Add((name, choices, draw));
        return this;
    }

    void RequireSettings()
    {
        if (settings.Count == 0) throw new InvalidOperationException("The search space has no setting.");
    }
}
