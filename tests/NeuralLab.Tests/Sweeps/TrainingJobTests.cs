using System.Text.Json.Nodes;

namespace NeuralLab.Tests.Sweeps;

/// <summary>A long run that is interrupted ends as one that is not, bit for bit.</summary>
public sealed class TrainingJobTests : IDisposable
{
    const string Text = """
        { "data": "iris", "seed": 3, "settings": { "layers": "8-6", "dropout": 0.1, "epochs": 30, "batchSize": 16, "precision": "float" } }
        """;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    TrainSpec Spec(string text = Text) => TrainSpec.Read(folder.Write("spec.json", System.Text.Encoding.UTF8.GetBytes(text)));

    TrainingOutcome Run(TrainSpec spec, string name, int cancelAfter = int.MaxValue, int threads = 0)
    {
        using CancellationTokenSource cancellation = new();
        CancelAfter progress = new(cancelAfter, cancellation);
        return new TrainingJob(spec, folder.File(name)) { Progress = progress, Cancellation = cancellation.Token, Threads = threads }.Run();
    }

    byte[] Bytes(string job, string file) => File.ReadAllBytes(Path.Combine(folder.File(job), file));

    string[] Lines(string job, string file) => [.. File.ReadAllLines(Path.Combine(folder.File(job), file)).Select(line =>
    {
        var json = JsonNode.Parse(line)!.AsObject();
        json.Remove("seconds");
        return json.ToJsonString();
    })];

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 4, 1)]
    [InlineData(3, 3, 2)]
    public void Interruptions_change_neither_model_nor_log_nor_result(int seed, int every, int threads)
    {
        var spec = Spec(Text.Replace("\"seed\"", $"\"checkpointEvery\": {every}, \"seed\"", StringComparison.Ordinal));
        var whole = Run(spec, "whole");
        Random random = new(seed);
        int calls = 0, epochs = 0;
        for (TrainingOutcome outcome; (outcome = Run(spec, "cut", random.Next(1, 9), threads)).StopReason == StopReason.Cancelled; calls++)
        {
            Assert.True(outcome.Epochs > epochs, "an interrupted run must get on");
            Assert.Null(outcome.Record);
            Assert.Equal(epochs = outcome.Epochs, Lines("cut", TrainingJob.Log).Length);
        }
        Assert.True(calls >= 3, $"only {calls} interruptions");
        Assert.Equal(30, whole.Epochs);
        Assert.Equal(Bytes("whole", TrainingJob.Model), Bytes("cut", TrainingJob.Model));
        Assert.Equal(Lines("whole", TrainingJob.Log), Lines("cut", TrainingJob.Log));
        Assert.Equal(Lines("whole", TrainingJob.Result), Lines("cut", TrainingJob.Result));
        Assert.Equal(whole.Record!.Results, SweepFile.Read(Path.Combine(folder.File("cut"), TrainingJob.Result)).Single().Results);
    }

    [Fact]
    public void Lines_of_the_log_that_a_kill_cut_off_or_left_too_many_of_are_replaced()
    {
        var spec = Spec();
        Run(spec, "whole");
        Run(spec, "cut", 10);
        File.AppendAllText(Path.Combine(folder.File("cut"), TrainingJob.Log), "{\"epoch\":11,\"loss\":7}\n{\"epo");
        Run(spec, "cut");
        Assert.Equal(Lines("whole", TrainingJob.Log), Lines("cut", TrainingJob.Log));
    }

    [Fact]
    public void A_job_that_is_done_stays_as_it_is_also_when_it_stopped_early()
    {
        var spec = Spec(Text.Replace("\"epochs\": 30", "\"epochs\": 500, \"patience\": 3", StringComparison.Ordinal));
        var first = Run(spec, "job");
        var (model, log, result) = (Bytes("job", TrainingJob.Model), Bytes("job", TrainingJob.Log), Bytes("job", TrainingJob.Result));

        var second = Run(spec, "job");

        Assert.Equal(StopReason.EarlyStopping, first.StopReason);
        Assert.Equal((first.StopReason, first.Epochs, first.BestEpoch), (second.StopReason, second.Epochs, second.BestEpoch));
        Assert.Equal(model, Bytes("job", TrainingJob.Model));
        Assert.Equal(log, Bytes("job", TrainingJob.Log));
        Assert.Equal(result, Bytes("job", TrainingJob.Result));
    }

    [Fact]
    public void A_run_that_diverges_says_where_and_leaves_no_model()
    {
        var outcome = Run(Spec("""{ "data": "square-small", "settings": { "optimizer": "GradientDescent", "learningRate": 1e6, "activation": "ReLU", "epochs": 20 } }"""), "job");
        Assert.Equal(StopReason.Diverged, outcome.StopReason);
        Assert.NotNull(outcome.Divergence);
        Assert.False(File.Exists(Path.Combine(folder.File("job"), TrainingJob.Model)));
    }

    [Fact]
    public void A_folder_belongs_to_one_job_and_to_one_process_at_a_time()
    {
        var spec = Spec();
        Exception? meanwhile = null;
        Again again = new(() => meanwhile ??= Record.Exception(() => Run(spec, "job")));
        new TrainingJob(spec, folder.File("job")) { Progress = again }.Run();
        Assert.Contains("Another process", Assert.IsType<IOException>(meanwhile).Message, StringComparison.Ordinal);

        var other = Spec(Text.Replace("\"seed\": 3", "\"seed\": 4", StringComparison.Ordinal));
        Assert.Contains("another job", Assert.Throws<DataException>(() => Run(other, "job")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_checkpoint_is_named_and_left_alone()
    {
        var spec = Spec();
        Run(spec, "job", 5);
        var path = Path.Combine(folder.File("job"), TrainingJob.Checkpoint);
        var damaged = File.ReadAllBytes(path);
        damaged[^9] ^= 4;
        File.WriteAllBytes(path, damaged);

        var error = Assert.Throws<DataException>(() => Run(spec, "job"));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllBytes(path));
    }

    [Fact]
    public void The_spec_that_a_job_keeps_is_read_to_the_same()
    {
        var spec = Spec();
        Assert.Equal(spec.ToJson(), Spec(spec.ToJson()).ToJson());
    }

    [Theory]
    [InlineData("""{ "data": "iris", "settings": { "layers": "8-" } }""", "such as 512-256, but is '8-'")]
    [InlineData("""{ "data": "iris", "settings": { "layers": "99999999-99999999" } }""", "at most 134,217,728")]
    [InlineData("""{ "data": "iris", "settings": { "width": 2147483647 } }""", "at most 134,217,728")]
    [InlineData("""{ "data": "iris", "settings": { "hidden": 2147483647 } }""", "hidden must be at most 1000")]
    [InlineData("""{ "data": "iris", "settings": { "precision": "half" } }""", "There is no precision 'half': expected double or float.")]
    [InlineData("""{ "data": "iris", "settings": { "scaling": "log" } }""", "There is no scaling 'log'")]
    [InlineData("""{ "data": "iris", "settings": { "epochs": 0 } }""", "epochs must be")]
    public void A_setting_that_cannot_be_is_named(string text, string says)
    {
        var error = Record.Exception(() => Run(Spec(text), "job"));
        Assert.True(error is ArgumentException or FormatException, $"{error}");
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        // The folder is still free for the spec that is meant.
        Assert.Empty(Directory.GetFiles(folder.File("job")));
    }

    [Theory]
    [InlineData("""{ "data": "moons", "settings": {} }""", "There is no course data set 'moons'")]
    [InlineData("""{ "data": "iris", "settings": { "width": [1, 2] } }""", "setting 'width' expects numbers, found [1, 2]")]
    [InlineData("""{ "data": "iris", "settings": {}, "seeds": 3 }""", "the file cannot have 'seeds'; it can have: data, settings, seed")]
    [InlineData("""{ "data": "iris", "settings": {}, "checkpointEvery": 0 }""", "checkpointEvery must be a whole number >= 1, but is 0")]
    [InlineData("""{ "data": "iris", "data": "iris", "settings": {} }""", "this is no JSON")]
    public void A_spec_that_cannot_be_is_refused(string text, string says) =>
        Assert.Contains(says, Assert.Throws<DataException>(() => Spec(text)).Message, StringComparison.Ordinal);

    sealed class CancelAfter(int epochs, CancellationTokenSource cancellation) : IProgress<TrainingProgress>
    {
        int seen;

        public void Report(TrainingProgress value)
        {
            if (++seen == epochs) cancellation.Cancel();
        }
    }

    sealed class Again(Action act) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => act();
    }
}
