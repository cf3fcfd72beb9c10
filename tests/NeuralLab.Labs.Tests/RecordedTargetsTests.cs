namespace NeuralLab.Labs.Tests;

public sealed class RecordedTargetsTests : IDisposable
{
    readonly string file = Path.Combine(Path.GetTempPath(), $"neurallab-targets-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Without_a_file_the_table_shows_every_target_and_no_result()
    {
        var table = RecordedTargets.Show();
        Assert.Equal(CourseTarget.All.Select(target => (target.Lab, target.Set)), table.Rows.Select(row => (row[0].Text, row[1].Text)));
        Assert.All(table.Rows, row => Assert.Equal("-", row[5].Text));
        Assert.Contains("neurallab targets --json", table.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Recorded_results_stand_beside_their_targets()
    {
        File.WriteAllText(file, """
            [{"lab":"NN1","set":"steps-large","measure":"MSE","mean":0.05,"sd":0,"seeds":1,"course":9,"ours":0.1,"reached":true,"seconds":0},
             {"lab":"NN4","set":"easy","measure":"macro F1","mean":0.998,"sd":0.001,"seeds":10,"course":0.99,"ours":0.995,"reached":true,"seconds":2.5},
             {"lab":"NN5","set":"rings5-regular","measure":"macro F1","mean":null,"sd":null,"seeds":10,"course":null,"ours":0.94,"reached":false,"seconds":3}]
            """);

        var table = RecordedTargets.Show(file, "Table 9. ");

        Assert.Equal("Table 9. The course's targets, and what the labs reached", table.Title);
        var rows = table.Rows.ToDictionary(row => (row[0].Text, row[1].Text));

        Assert.Equal(["≥ 0.99", "≥ 0.995", "✓ 0.998 ± 0.001", "10", "2.5"], rows[("NN4", "easy")].Skip(3).Select(cell => cell.Text));
        Assert.Equal("✓ 0.05", rows[("NN1", "steps-large")][5].Text);
        Assert.Equal("✗ not finite ± not finite", rows[("NN5", "rings5-regular")][5].Text);
        Assert.Equal("-", rows[("NN4", "xor3")][5].Text);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("null")]
    public void Another_file_is_named_with_what_was_expected(string content)
    {
        File.WriteAllText(file, content);
        var error = Assert.Throws<DataException>(() => RecordedTargets.Show(file));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains("neurallab targets --json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_says_how_to_write_it() =>
        Assert.Contains("neurallab targets --json", Assert.Throws<DataNotFoundException>(() => RecordedTargets.Show(file)).Message, StringComparison.Ordinal);
}
