namespace NeuralLab.Cli.Benchmarks;

/// <summary>Something whose time is measured.</summary>
/// <param name="Name">What <c>--only</c> calls it.</param>
/// <param name="Run">Measures it with at most that many threads.</param>
sealed record Benchmark(string Name, Func<int, Measurement> Run)
{
    /// <summary>All there are, in the order of the table.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
        [.. TrainingBenchmarks.All, .. ProductBenchmarks.All, .. ModelBenchmarks.All, .. DataBenchmarks.All];

    /// <summary>The one of a name, or all for null.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static IReadOnlyList<Benchmark> Select(string? name)
    {
        if (name is null) return All;
        return All.FirstOrDefault(benchmark => benchmark.Name == name) is { } found
            ? [found]
            : throw new UsageException($"there is no benchmark '{name}'; those there are: {string.Join(", ", All.Select(benchmark => benchmark.Name))}");
    }
}
