using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Labs;

/// <summary>A way in which answers often go wrong: what the wrong answer computes, and what to say to it.</summary>
/// <typeparam name="TInput">What the answer is a function of.</typeparam>
/// <param name="Hint">Where to look, without giving the answer away.</param>
/// <param name="Answer">The numbers that this mistake gives.</param>
sealed record Mistake<TInput>(string Hint, Func<TInput, double[]> Answer);

/// <summary>
/// Checks an answer that is a function: runs it on inputs, compares with the right numbers, and where they differ finds out which
/// mistake gives the student's numbers.
/// </summary>
static class Comparison
{
    const double Tolerance = 1e-8;

    /// <summary>Checks an answer.</summary>
    /// <param name="exercise">Its name.</param>
    /// <param name="seed">Draws the inputs that are not given; null: another one at each call, counted from 1.</param>
    /// <param name="answer">The student's function.</param>
    /// <param name="right">The right one.</param>
    /// <param name="inputs">What the answer is tried on.</param>
    /// <param name="show">An input in words.</param>
    /// <param name="otherwise">What to say when no mistake explains the numbers.</param>
    /// <param name="mistakes">Typical mistakes, the likeliest first.</param>
    internal static CheckResult Check<TInput>(
        string exercise, int? seed, Func<TInput, double[]?> answer, Func<TInput, double[]> right, Inputs<TInput> inputs, Func<TInput, string> show,
        string otherwise, params Mistake<TInput>[] mistakes)
    {
        var drawn = seed ?? Attempts.Next(exercise);
        var triedOn = $"Tried on {inputs.Given.Count} given {(inputs.Given.Count == 1 ? "input" : "inputs")} and {inputs.Count} drawn with seed {drawn}.";
        return Check(exercise, answer, right, inputs.Separating(drawn, right, mistakes), inputs.NameOf, triedOn, show, otherwise, mistakes);
    }

    static CheckResult Check<TInput>(
        string exercise, Func<TInput, double[]?> answer, Func<TInput, double[]> right, IReadOnlyList<TInput> inputs,
        Func<TInput, int, string>? nameOf, string triedOn, Func<TInput, string> show, string otherwise, Mistake<TInput>[] mistakes)
    {
        List<double[]> answers = [];
        foreach (var input in inputs)
        {
            double[]? given;
            try
            {
                given = answer(input);
            }
            catch (NotImplementedException)
            {
                return CheckResult.Unanswered(exercise);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                return CheckResult.Wrong(exercise, $"For {show(input)} your code stopped with {error.GetType().Name}: {error.Message}", HintTo(error));
            }
            if (given is null) return CheckResult.Wrong(exercise, $"For {show(input)} your code returned null.", "Return the result at the end.");
            var expected = right(input);
            if (given.Length != expected.Length)
                return CheckResult.Wrong(exercise, $"For {show(input)} your code returned {given.Length} numbers; expected {expected.Length}.", "Look at the shape of each matrix that you return.");
            answers.Add(given);
        }
        for (var i = 0; i < inputs.Count; i++)
        {
            var expected = right(inputs[i]);
            if (Close(expected, answers[i])) continue;
            var where = Worst(expected, answers[i]);
            var place = nameOf is not null ? $", {nameOf(inputs[i], where)}" : expected.Length == 1 ? "" : $", number {where + 1} of {expected.Length}";
            var hint = mistakes.FirstOrDefault(mistake => inputs.Zip(answers).All(pair => Close(mistake.Answer(pair.First), pair.Second)))?.Hint
                ?? (double.IsNaN(answers[i][where]) ? $"NaN is no number: it comes from 0 / 0, or from infinity - infinity. {otherwise}" : otherwise);
            return CheckResult.Wrong(exercise, $"For {show(inputs[i])}{place}: expected {Text(expected[where])}, got {Text(answers[i][where])}. {triedOn}", hint, RightPart(inputs, answers, right, nameOf));
        }
        return CheckResult.Right(exercise, $"All numbers agree to {Text(Tolerance)}. {triedOn}");
    }

    /// <summary>Of an answer of several results, such as (dw, db), the part that is right for all inputs; 0 where it has one result only.</summary>
    static double RightPart<TInput>(IReadOnlyList<TInput> inputs, List<double[]> answers, Func<TInput, double[]> right, Func<TInput, int, string>? nameOf)
    {
        if (nameOf is null) return 0;
        var numbers =
            from j in Enumerable.Range(0, inputs.Count)
            from number in right(inputs[j]).Select((expected, i) =>
                (Name: nameOf(inputs[j], i).Split('[')[0], IsRight: Off(expected, answers[j][i]) <= Tolerance))
            select (Input: j, number.Name, number.IsRight);
        // What every input has by the same name is a result; other names are those of single numbers.
        var results = numbers.GroupBy(number => number.Name)
            .Where(result => result.Select(number => number.Input).Distinct().Count() == inputs.Count)
            .ToArray();
        return results.Length > 1 ? (double)results.Count(result => result.All(number => number.IsRight)) / results.Length : 0;
    }

    /// <summary>Where to look when an answer throws.</summary>
    internal static string HintTo(Exception error) => error switch
    {
        DivideByZeroException => "A denominator is 0. What shall the answer be in that case? And both numbers around / are whole ones: in C# that drops the fraction (3 / 4 is 0), so make one a double.",
        IndexOutOfRangeException or ArgumentOutOfRangeException => "Look at the indices: positions count from 0, and the last one is the length minus 1.",
        NullReferenceException => "Something is used before it got a value.",
        ArgumentException => "Compare the shapes of what you combine in that line. Between matrices * is the matrix product; PointwiseMultiply multiplies element by element.",
        _ => "Compare the shapes and indices of what you combine in that line.",
    };

    internal static string Text(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    /// <summary>A small matrix, its rows parted by semicolons: <c>[1, 2; 3, 4]</c>.</summary>
    internal static string Text(Matrix<double> matrix) =>
        $"[{string.Join("; ", matrix.EnumerateRows().Select(row => string.Join(", ", row.Select(Text))))}]";

    /// <summary>What an entry of a matrix is called, by its position column after column: <c>dZ[1, 0]</c>.</summary>
    internal static string Entry(string name, int rows, int position) => $"{name}[{position % rows}, {position / rows}]";

    static bool Close(double[] expected, double[] actual) =>
        expected.Length == actual.Length && expected.Zip(actual).All(pair => Off(pair.First, pair.Second) <= Tolerance);

    static double Off(double expected, double actual) =>
        expected.Equals(actual) ? 0 : double.IsFinite(actual) ? Math.Abs(actual - expected) / Math.Max(1, Math.Abs(expected)) : double.PositiveInfinity;

    static int Worst(double[] expected, double[] actual) =>
        Enumerable.Range(0, expected.Length).MaxBy(i => Off(expected[i], actual[i]));
}
