using System.Globalization;

namespace NeuralLab.Tests.Sweeps;

public sealed class SweepTests
{
    static readonly IReadOnlyList<HyperParameters> Grid = new SearchSpace().With("name", "a", "b").With("width", 1, 2, 3).Grid();

    static Dictionary<string, double> Measure(HyperParameters settings, int seed) =>
        new() { ["error"] = settings.Whole("width") * 10 + seed + (settings.Text("name") == "b" ? 0.5 : 0) };

    [Fact]
    public void A_grid_has_every_combination_once_with_the_last_setting_changing_fastest() =>
        Assert.Equal(
            ["name=a, width=1", "name=a, width=2", "name=a, width=3", "name=b, width=1", "name=b, width=2", "name=b, width=3"],
            Grid.Select(settings => settings.ToString()));

    [Fact]
    public void Random_settings_stay_in_their_ranges_repeat_with_the_seed_and_begin_alike_when_there_are_more()
    {
        var space = new SearchSpace().WithRange("rate", 1e-4, 1, log: true).WithRange("momentum", 0.5, 0.9).With("width", 2, 5);
        var few = space.Random(50, seed: 3);
        var many = space.Random(400, seed: 3);

        Assert.Equal(few, many.Take(50));
        Assert.NotEqual(few, space.Random(50, seed: 4));
        Assert.All(many, settings => Assert.InRange(settings.Number("rate"), 1e-4, 1));
        Assert.All(many, settings => Assert.InRange(settings.Number("momentum"), 0.5, 0.9));
        // A quarter of the samples for each of the four orders of magnitude: about 100, with a deviation of 9.
        Assert.InRange(many.Count(settings => settings.Number("rate") < 1e-3), 60, 140);
        Assert.InRange(many.Count(settings => settings.Whole("width") == 2), 150, 250);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Records_come_in_the_order_of_the_plan_at_any_number_of_threads(int threads)
    {
        var results = new Sweep(Grid, [7, 8], Measure) { Threads = threads }.Run();

        Assert.Equal(Grid, results.Tried);
        Assert.Equal(Grid.SelectMany(settings => new[] { 7, 8 }.Select(seed => (settings, seed))), results.Select(record => (record.Settings, record.Seed)));
        Assert.Equal([17.0, 18.0], results.Of(Grid[0], "error"));
        Assert.Equal(37.5, results.Mean(Grid[5], "error") - 0.5);
        Assert.Equal(Grid[0], results.Best("error"));
        Assert.Equal(Grid[5], results.Best("error", higherIsBetter: true));
    }

    [Fact]
    public void Settings_that_diverge_are_never_best()
    {
        var results = new Sweep(Grid, [1], (settings, seed) => new Dictionary<string, double> { ["error"] = settings.Whole("width") == 1 ? double.NaN : settings.Whole("width") }).Run();

        Assert.Equal("name=a, width=2", results.Best("error").ToString());
        Assert.Equal("width=1", results.Ranked("error", higherIsBetter: true)[^1].ToString()[^7..]);
    }

    [Fact]
    public void Shards_together_are_the_whole_sweep()
    {
        using TemporaryFolder folder = new();
        string[] files = ["1.jsonl", "2.jsonl", "3.jsonl"];
        foreach (var (index, file) in files.Index())
            new Sweep(Grid, [1, 2], Measure) { Shard = new(index + 1, 3), File = folder.File(file) }.Run();

        var merged = SweepFile.Merge([.. files.Select(folder.File)]);

        var whole = new Sweep(Grid, [1, 2], Measure).Run();
        Assert.Equal(whole.Select(Essence).Order(), merged.Select(Essence).Order());
    }

    [Fact]
    public void A_second_sweep_on_the_same_file_is_refused_and_the_first_keeps_all_its_records()
    {
        using TemporaryFolder folder = new();
        var file = folder.File("sweep.jsonl");
        var refused = 0;
        new Sweep(Grid, [1, 2], (settings, seed) =>
        {
            var second = Record.Exception(() => new Sweep(Grid, [1, 2], Measure) { File = file, Threads = 1 }.Run());
            if (second is IOException) Interlocked.Increment(ref refused);
            return Measure(settings, seed);
        }) { File = file, Threads = 1 }.Run();
        Assert.Equal(2 * Grid.Count, refused);
        Assert.Equal(2 * Grid.Count, SweepFile.Read(file).Count);
    }

    [Theory]
    [InlineData("""{ "data": "xor3", "trials": 2147483647, "settings": { "width": [1, 2] } }""", "1,000,000 runs")]
    [InlineData("""{ "data": "xor3", "seeds": 2147483647, "settings": { "width": [1, 2] } }""", "10,000")]
    [InlineData("""{ "data": "xor3", "seeds": 1, "seeds": 2, "settings": { "width": [1, 2] } }""", "seeds")]
    public void A_spec_that_asks_for_too_much_or_twice_is_refused(string json, string says)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("spec.json"), json);
        Assert.Contains(says, Assert.Throws<DataException>(() => SweepSpec.Read(folder.File("spec.json"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grid_of_millions_is_refused_before_it_is_made()
    {
        double[] many = [.. Enumerable.Range(0, 400)];
        Assert.Contains("64,000,000", Assert.Throws<InvalidOperationException>(() => new SearchSpace().With("a", many).With("b", many).With("c", many).Grid()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_epochs_are_called_epochs()
    {
        HyperParameters settings = new(MlpExperiment.Defaults.All.Select(pair => pair.Key == "epochs" ? new("epochs", 0.0) : pair));
        Assert.Contains("epochs must be", Assert.ThrowsAny<ArgumentException>(() => MlpExperiment.Run(CourseData.Load("easy"), settings, 1, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_sweep_goes_on_where_it_was_and_repeats_nothing()
    {
        using TemporaryFolder folder = new();
        var file = folder.File("sweep.jsonl");
        using CancellationTokenSource cancellation = new();
        StopAfter stop = new(4, cancellation);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new Sweep(Grid, [1], Measure) { File = file, Threads = 1, Progress = stop, Cancellation = cancellation.Token }.Run());
        // A kill in the middle of a line.
        File.AppendAllText(file, "{\"settings\":{\"na");

        List<string> again = [];
        var results = new Sweep(Grid, [1], (settings, seed) =>
        {
            lock (again) again.Add(settings.ToString());
            return Measure(settings, seed);
        }) { File = file }.Run();

        Assert.Equal(Grid.Skip(4).Select(settings => settings.ToString()).Order(), again.Order());
        Assert.Equal(new Sweep(Grid, [1], Measure).Run().Select(Essence), results.Select(Essence));
        Assert.Equal(results.Select(Essence).Order(), SweepFile.Read(file).Select(Essence).Order());
    }

    [Fact]
    public void A_run_that_fails_ends_the_sweep_with_its_own_error_and_keeps_what_was_done()
    {
        using TemporaryFolder folder = new();
        var file = folder.File("sweep.jsonl");
        var error = Assert.Throws<InvalidOperationException>(() => new Sweep(Grid, [1], (settings, seed) =>
            settings.ToString() == "name=b, width=1" ? throw new InvalidOperationException("boom") : Measure(settings, seed)) { File = file, Threads = 1 }.Run());

        Assert.Equal("boom", error.Message);
        Assert.Equal(3, SweepFile.Read(file).Count);
    }

    [Fact]
    public void A_file_of_another_sweep_is_refused_and_stays_as_it_is()
    {
        using TemporaryFolder folder = new();
        var file = folder.File("sweep.jsonl");
        new Sweep(Grid, [1], Measure) { File = file }.Run();
        var before = File.ReadAllText(file);

        var error = Assert.Throws<DataException>(() => new Sweep(Grid, [2], Measure) { File = file }.Run());

        Assert.Contains("another sweep", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(file));
    }

    [Fact]
    public void A_damaged_line_is_named()
    {
        using TemporaryFolder folder = new();
        var file = folder.File("sweep.jsonl");
        new Sweep(Grid, [1], Measure) { File = file, Threads = 1 }.Run();
        var lines = File.ReadAllLines(file);
        lines[2] = "{\"settings\": 3}";
        File.WriteAllLines(file, lines);

        Assert.Contains("line 3", Assert.Throws<DataException>(() => SweepFile.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_contradict_each_other_are_not_merged()
    {
        using TemporaryFolder folder = new();
        new Sweep(Grid, [1], Measure) { File = folder.File("a") }.Run();
        new Sweep(Grid, [1], (_, _) => new Dictionary<string, double> { ["error"] = 0 }) { File = folder.File("b") }.Run();

        Assert.Contains("other results", Assert.Throws<DataException>(() => SweepFile.Merge(folder.File("a"), folder.File("b"))).Message, StringComparison.Ordinal);
        Assert.Equal(6, SweepFile.Merge(folder.File("a"), folder.File("a")).Count);
    }

    [Fact]
    public void A_record_survives_its_text_in_any_culture()
    {
        SweepRecord record = new(new(new("activation", "\"tanh\", ß"), new("rate", 0.1), new("layers", 3)), 5, new Dictionary<string, double> { ["error"] = double.NaN, ["F1"] = 1.0 / 3 }, 0.25);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new("de-DE");
            var back = SweepRecord.FromJson(record.ToJson());
            Assert.Equal(record.Settings, back.Settings);
            Assert.Equal((record.Seed, record.Seconds), (back.Seed, back.Seconds));
            Assert.Equal(record.Results, back.Results);
            Assert.Equal("activation=\"tanh\", ß, rate=0.1, layers=3", back.Settings.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void What_cannot_be_is_said_by_name()
    {
        Assert.Contains("'width' is given twice", Assert.Throws<ArgumentException>(() => new SearchSpace().With("width", 1).With("width", 2)).Message, StringComparison.Ordinal);
        Assert.Contains("'rate'", Assert.Throws<ArgumentException>(() => new SearchSpace().WithRange("rate", 0, 1, log: true)).Message, StringComparison.Ordinal);
        Assert.Contains("range", Assert.Throws<InvalidOperationException>(() => new SearchSpace().WithRange("rate", 0, 1).Grid()).Message, StringComparison.Ordinal);
        Assert.Contains("name, width", Assert.Throws<ArgumentException>(() => Grid[0].Number("depth")).Message, StringComparison.Ordinal);
        Assert.Contains("whole", Assert.Throws<ArgumentException>(() => new HyperParameters(new KeyValuePair<string, object>("width", 1.5)).Whole("width")).Message, StringComparison.Ordinal);
        Assert.Contains("number or a text", Assert.Throws<ArgumentException>(() => new HyperParameters(new KeyValuePair<string, object>("rate", double.NaN))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Sweep(Grid, [], Measure));
        foreach (var text in new[] { "", "1", "0/2", "3/2", "1/2/3", "a/b", "-1/2", "1/0" })
            Assert.Contains("2/5", Assert.Throws<FormatException>(() => SweepShard.Parse(text)).Message, StringComparison.Ordinal);
        Assert.Equal(new SweepShard(2, 5), SweepShard.Parse("2/5"));
    }

    static string Essence(SweepRecord record) => FormattableString.Invariant($"{record.Settings} {record.Seed} {record["error"]}");

    sealed class StopAfter(int runs, CancellationTokenSource cancellation) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value)
        {
            if (value.Done == runs) cancellation.Cancel();
        }
    }
}
