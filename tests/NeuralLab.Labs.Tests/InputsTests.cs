namespace NeuralLab.Labs.Tests;

/// <summary>The inputs of a check tell all known mistakes apart, and its verdict can be repeated.</summary>
public class InputsTests
{
    static readonly Inputs<double> Numbers = new([0], 2, random => random.Next(3));

    [Fact]
    public void ADrawThatDoesNotSeparateTheMistakesIsThrownAway()
    {
        // Of 0, 1 and 2 only 2 tells x, x squared and 2 x apart.
        for (var seed = 0; seed < 200; seed++)
        {
            var inputs = Numbers.Separating(seed, x => [x], [new("square", x => [x * x]), new("double", x => [2 * x])]);
            Assert.Contains(2, inputs);
        }
    }

    [Fact]
    public void MistakesThatAreAlwaysTheSameAreAnErrorUnlessTheyShareTheirHint()
    {
        Mistake<double> one = new("a", x => [x + 1]), other = new("b", x => [1 + x]);
        Assert.Contains("'b'", Assert.Throws<InvalidOperationException>(() => Numbers.Separating(1, x => [x], [one, other])).Message, StringComparison.Ordinal);
        Assert.NotEmpty(Numbers.Separating(1, x => [x], [one, other with { Hint = "a" }]));
    }

    [Fact]
    public void TheSeedThatACheckShowsRepeatsIt()
    {
        static (double, double) Wrong(double w, double v, double g, double rate, double mu) => (w, g);
        var shown = NN3.CheckMomentum(Wrong).Message;
        var seed = int.Parse(shown.Split("seed ")[1].TrimEnd('.'), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(shown, NN3.CheckMomentum(Wrong, seed).Message);
    }
}
