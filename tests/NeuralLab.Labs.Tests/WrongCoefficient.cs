namespace NeuralLab.Labs.Tests;

/// <summary>A wrong number for a place in a formula, drawn once and the same wherever it stands. No check may let it pass.</summary>
/// <param name="random">Draws it.</param>
sealed class WrongCoefficient(Random random)
{
    /// <summary>In place of 1: 0, -1, 2, or up to a tenth away from 1.</summary>
    public double Factor { get; } = random.Next(4) switch { 0 => 0, 1 => -1, 2 => 2, _ => 1 + Away(random) };

    /// <summary>In place of 0: at most 0.1 on either side.</summary>
    public double Small { get; } = Away(random);

    /// <summary>In place of 0, where numbers are whole: from -3 to 3.</summary>
    public int Step { get; } = (random.Next(2) == 0 ? -1 : 1) * (1 + random.Next(3));

    /// <summary>A formula with a wrong coefficient is never right.</summary>
    /// <param name="count">Coefficients tried, each with inputs of its own.</param>
    /// <param name="check">Checks the formula, with inputs drawn from a seed.</param>
    public static void NeverPasses(int count, Func<WrongCoefficient, int, CheckResult> check)
    {
        for (var seed = 1; seed <= count; seed++)
        {
            WrongCoefficient wrong = new(new Random(seed));
            var result = check(wrong, seed);
            Assert.False(result.Passed, $"Seed {seed} let factor {wrong.Factor}, small {wrong.Small} or step {wrong.Step} pass: {result}");
        }
    }

    static double Away(Random random) => (random.Next(2) == 0 ? -1 : 1) * (0.001 + 0.099 * random.NextDouble());
}
