namespace NeuralLab.Labs;

/// <summary>What an answer is tried on: some inputs that are always the same, and some that are drawn for each check.</summary>
/// <typeparam name="TInput">What the answer is a function of.</typeparam>
/// <param name="Given">At least one, a simple one first: it is shown when the answer is wrong.</param>
/// <param name="Count">How many are drawn, at least 1.</param>
/// <param name="Draw">Draws one.</param>
sealed record Inputs<TInput>(IReadOnlyList<TInput> Given, int Count, Func<Random, TInput> Draw)
{
    const int MostDraws = 200;

    /// <summary>What a number of the answer to an input is called, by its position: <c>dW1[0, 2]</c>; null (default): counted.</summary>
    internal Func<TInput, int, string>? NameOf { get; init; }

    /// <summary>Numbers that differ by less than this, relative to their size, could be taken for one another.</summary>
    const double Distance = 1e-4;

    /// <summary>
    /// Draws inputs on which the right answer and the mistakes differ from each other, so that no mistake passes for right or gets another
    /// one's hint. A draw that does not separate them is thrown away.
    /// </summary>
    /// <param name="seed">The same seed draws the same inputs.</param>
    /// <param name="right">The right answer.</param>
    /// <param name="mistakes">Those with the same hint need not differ.</param>
    /// <exception cref="InvalidOperationException">Two answers are the same on every draw: the table of mistakes is wrong.</exception>
    internal IReadOnlyList<TInput> Separating(int seed, Func<TInput, double[]> right, IReadOnlyList<Mistake<TInput>> mistakes)
    {
        Mistake<TInput>[] answers = [new("the right answer", right), .. mistakes];
        var given = answers.Select(answer => Given.Select(answer.Answer).ToArray()).ToArray();
        var random = new Random(seed);
        for (var draws = 1; ; draws++)
        {
            TInput[] drawn = [.. Enumerable.Range(0, Count).Select(_ => Draw(random))];
            double[][][] results = [.. answers.Select((answer, i) => (double[][])[.. given[i], .. drawn.Select(answer.Answer)])];
            var alike = (from i in Enumerable.Range(0, answers.Length)
                         from j in Enumerable.Range(0, i)
                         where answers[i].Hint != answers[j].Hint && Alike(results[i], results[j])
                         select $"'{answers[j].Hint}' and '{answers[i].Hint}'").FirstOrDefault();
            if (alike is null) return [.. Given, .. drawn];
            if (draws == MostDraws) throw new InvalidOperationException($"These are the same on {MostDraws} draws: {alike}");
        }
    }

    static bool Alike(double[][] ones, double[][] others)
    {
        for (var i = 0; i < ones.Length; i++)
        {
            if (!Alike(ones[i], others[i])) return false;
        }
        return true;
    }

    static bool Alike(double[] one, double[] other)
    {
        if (one.Length != other.Length) return false;
        for (var i = 0; i < one.Length; i++)
        {
            if (!one[i].Equals(other[i]) && !(Math.Abs(one[i] - other[i]) <= Distance * Math.Max(1, Math.Abs(one[i])))) return false;
        }
        return true;
    }
}
