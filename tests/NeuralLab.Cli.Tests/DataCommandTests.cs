namespace NeuralLab.Cli.Tests;

public sealed class DataCommandTests : IDisposable
{
    readonly CommandLine command = new();

    public DataCommandTests()
    {
        var shipped = DataFolder.Find();
        foreach (var file in Directory.GetFiles(shipped).Concat(Directory.GetFiles(Path.Combine(shipped, "course"))))
            command.Write(Path.Combine("data", Path.GetRelativePath(shipped, file)), File.ReadAllText(file));
        command.Environment["NEURALLAB_DATA"] = command.PathOf("data");
    }

    public void Dispose() => command.Dispose();

    [Fact]
    public async Task List_names_every_data_set_in_one_line_each()
    {
        var outcome = await command.Run("data", "list");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.Matches(@"square-simple +regression +100 +100 +2 +course/square-simple-\*\.csv", outcome.Output);
        Assert.Matches(@"iris +classification +150 +- +5 +iris\.csv", outcome.Output);
    }

    [Fact]
    public async Task Generate_writes_what_is_shipped_and_verify_sees_it()
    {
        File.Delete(command.PathOf("data/course/easy-test.csv"));
        var broken = await command.Run("data", "verify");
        var generated = await command.Run("data", "generate");
        var whole = await command.Run("data", "verify");

        Assert.Equal(2, broken.ExitCode);
        Assert.StartsWith("neurallab: data/course/easy-test.csv: missing", broken.ErrorLine, StringComparison.Ordinal);
        Assert.Equal(0, generated.ExitCode);
        Assert.Matches(@"^\d+ files written to .*course\n$", generated.Output);
        Assert.Equal((0, ""), (whole.ExitCode, whole.Errors));
        Assert.Matches(@"^(\d+) of \1 files are as shipped\n$", whole.Output);
    }

    [Theory]
    [InlineData("mnits", "no image set 'mnits'; those to get are mnist, fashion-mnist")]
    [InlineData("mnist", "train-images-idx3-ubyte")]
    public async Task A_set_that_cannot_be_had_says_why(string name, string expected)
    {
        command.Environment["NEURALLAB_CACHE"] = command.PathOf("cache");

        var outcome = await command.Run("data", "get", name, "--from", command.PathOf("notebooks"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(expected, outcome.ErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x,y\n1,2\n3\n", "line 3")]
    [InlineData("x,y\n1,NaN\n", "line 2, column 2")]
    [InlineData("x,y\n1,5,2,5\n", "line 2")]
    [InlineData("", "line 1")]
    public async Task A_damaged_file_is_named_with_its_line_before_anything_runs(string content, string place)
    {
        var path = command.Write("data/course/easy-training.csv", content);
        command.Notebook("NN1-a.ipynb", "1");

        var verified = await command.Run("data", "verify", path);
        var reported = await command.Run("report");

        Assert.All([verified, reported], outcome =>
        {
            Assert.Equal(2, outcome.ExitCode);
            Assert.StartsWith($"neurallab: {path}, {place}: expected", outcome.ErrorLine, StringComparison.Ordinal);
        });
        Assert.Equal("", reported.Output);
    }

    [Fact]
    public async Task A_missing_file_stops_the_report_before_anything_runs()
    {
        File.Delete(command.PathOf("data/course/easy-test.csv"));
        command.Notebook("NN1-a.ipynb", "1");

        var outcome = await command.Run("report");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("'easy' (course/easy-*.csv) is not all there: run neurallab data generate", outcome.ErrorLine, StringComparison.Ordinal);
    }
}
