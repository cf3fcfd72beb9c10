namespace NeuralLab.Cli.Benchmarks;

/// <summary>Reading data: from packed files to checked matrices.</summary>
static class DataBenchmarks
{
    internal static IReadOnlyList<Benchmark> All { get; } = [Images("load-fashion-mnist/f32", ImageSource.FashionMnist)];

    static Benchmark Images(string name, ImageSource source) => new(name, _ =>
    {
        var (median, best) = Timing.Repeat(() =>
        {
            var (training, test) = source.Load();
            training.ToDataSet<float>();
            test.ToDataSet<float>();
        });
        return new(name, "s", median, best, Threads: 1);
    });
}
