namespace NeuralLab.Charts.Tests;

public sealed class NumberingTests
{
    [Fact]
    public void Names_are_numbered_in_their_order()
    {
        var figures = new Numbering("Figure", "data", "batches");
        Assert.Equal(["Figure 1", "Figure 2"], new[] { figures["data"], figures["batches"] });
    }

    [Fact]
    public void A_name_that_is_not_there_is_refused_with_those_that_are() => Assert.StartsWith(
        "There is no table 'batch'; there are: data, batches.", Assert.Throws<ArgumentException>(() => new Numbering("Table", "data", "batches")["batch"]).Message, StringComparison.Ordinal);

    [Fact]
    public void A_name_twice_is_refused() => Assert.StartsWith(
        "Expected each name once, got 'data' twice.", Assert.Throws<ArgumentException>(() => new Numbering("Figure", "data", "data")).Message, StringComparison.Ordinal);
}
