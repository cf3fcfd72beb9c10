namespace NeuralLab.Labs.Tests;

/// <summary>
/// A random change of the numbers that a right answer returns: one of them turned, scaled, shifted, lost or taken for another, or all of
/// them scaled or shifted. The same seed changes them in the same way.
/// </summary>
/// <param name="seed">Chooses the change.</param>
sealed class Mutation(int seed)
{
    readonly int kind = new Random(seed).Next(8);
    readonly int place = new Random(seed + 1_000_000).Next(1000);
    readonly double amount = 0.02 + new Random(seed + 2_000_000).NextDouble();

    /// <summary>True once numbers came that are not the right ones any more.</summary>
    public bool Changed { get; private set; }

    /// <summary>The changed numbers.</summary>
    /// <param name="right">The right numbers, at least one.</param>
    public double[] Of(params double[] right)
    {
        double[] wrong = [.. right];
        int one = place % right.Length, other = (place + 1) % right.Length;
        wrong[one] = kind switch
        {
            0 => -wrong[one],
            1 => wrong[one] * (1 + amount),
            2 => wrong[one] * (1 - amount),
            3 => wrong[one] + amount,
            4 => 0,
            5 => wrong[other],
            _ => wrong[one],
        };
        if (kind >= 6) wrong = [.. wrong.Select(number => kind == 6 ? number * (1 + amount) : number - amount)];
        Changed |= wrong.Zip(right).Any(pair => Math.Abs(pair.First - pair.Second) > 1e-6);
        return wrong;
    }

    /// <summary>No mutation passes a check, unless it changed nothing.</summary>
    /// <param name="count">How many mutations are tried.</param>
    /// <param name="check">The check of an answer that goes through the mutation, with a seed.</param>
    public static void NoneIsAccepted(int count, Func<Mutation, int, CheckResult> check)
    {
        var tried = 0;
        for (var seed = 1; tried < count; seed++)
        {
            Mutation mutation = new(seed);
            var result = check(mutation, seed);
            if (!mutation.Changed) continue;
            tried++;
            Assert.False(result.Passed, $"Mutation {seed} was accepted: {result}");
        }
    }
}
