using System.Text.Json.Nodes;

namespace NeuralLab.Labs.Tests;

/// <summary>A difference counts only where it is more than the seeds' scatter.</summary>
public class ClaimTests
{
    [Fact]
    public void ADifferenceBeyondTheScatterIsOne()
    {
        PairedComparison comparison = new("RMSProp", [1.0, 1.1, 0.9], "momentum", [2.0, 2.2, 1.9]);
        Assert.True(comparison.FirstIsLower);
        Assert.Equal("RMSProp is lower (1.00 ± 0.10, momentum 2.03 ± 0.15)", comparison.InWords());
        Assert.Equal("momentum is better (2.03 ± 0.15, RMSProp 1.00 ± 0.10)", comparison.HigherInWords());
        Assert.Equal("RMSProp ends lower", comparison.Verdict("ends lower"));
        Assert.Equal("momentum is better", comparison.HigherVerdict());
        Assert.Equal("RMSProp 1.00 ± 0.10, momentum 2.03 ± 0.15", comparison.Numbers);
        Assert.True(Claim.Lower("RMSProp ends lower.", comparison).Holds);
        Assert.False(Claim.Higher("RMSProp ends higher.", comparison).Holds);
    }

    [Theory]
    [InlineData(new[] { 1.0, 2.0, 3.0 }, new[] { 1.5, 1.4, 3.3 })]
    [InlineData(new[] { 1.0 }, new[] { 2.0 })]
    [InlineData(new[] { 1.0, 1.0 }, new[] { 1.0, 1.0 })]
    public void LessIsATie(double[] first, double[] second)
    {
        PairedComparison comparison = new("a", first, "b", second);
        Assert.True(comparison.IsTie);
        Assert.StartsWith("a and b tie (", comparison.InWords(), StringComparison.Ordinal);
        Assert.Equal("a and b tie", comparison.Verdict());
        Assert.Equal(comparison.InWords(), comparison.HigherInWords());
    }

    [Fact]
    public void ErrorsThatScatterByFactorsAreComparedByTheirLogarithms()
    {
        double[] small = [0.1, 0.2, 1], large = [1, 2, 100];
        Assert.True(new PairedComparison("a", small, "b", large).IsTie);
        var byFactor = PairedComparison.ByFactor("a", small, "b", large);
        Assert.True(byFactor.FirstIsLower);
        Assert.Equal(-4 / 3.0, byFactor.MeanDifference, 12);
        Assert.Equal(new PairedComparison("a", small, "b", large).Numbers, byFactor.Numbers);
        Assert.True(PairedComparison.ByFactor("a", [double.NaN, 1], "b", [1, 2]).IsTie);
    }

    [Fact]
    public void TheLeaderIsNamedOnce()
    {
        PairedComparison behind = new("momentum", [2.0, 2.2, 1.9], "RMSProp", [1.0, 1.1, 0.9]);
        Assert.Equal("RMSProp is lower (1.00 ± 0.10, momentum 2.03 ± 0.15)", behind.InWords());
        Assert.Equal("momentum is better (2.03 ± 0.15, RMSProp 1.00 ± 0.10)", behind.HigherInWords());
        PairedComparison even = new("momentum", [2.0, 2.2, 1.9], "RMSProp", [2.1, 2.0, 2.0]);
        Assert.Equal("momentum and RMSProp tie (2.03 ± 0.15 and 2.033 ± 0.058)", even.InWords());
    }

    [Fact]
    public void ResultsOfDifferentSeedsCannotBePaired() =>
        Assert.Contains("got 2 of a and 1 of b", Assert.Throws<ArgumentException>(() => new PairedComparison("a", [1, 2], "b", [1])).Message, StringComparison.Ordinal);

    [Fact]
    public void ClaimsShowWhatHoldsAndWhatDoesNot()
    {
        var claims = Claims.Show("NN3", new Claim("One <holds>.", true, "1 < 2"), new Claim("One does not.", false, "3 > 2"));
        Assert.Contains("✓ holds</b> One &lt;holds&gt;.", claims.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("✗ not in this run</b> One does not.", claims.ToHtml(), StringComparison.Ordinal);
        var json = JsonNode.Parse(claims.ToJson())!;
        Assert.Equal([true, false], json["claims"]!.AsArray().Select(claim => (bool)claim!["holds"]!));
        Assert.Throws<ArgumentException>(() => Claims.Show("NN3"));
    }
}
