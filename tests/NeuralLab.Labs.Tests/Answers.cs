namespace NeuralLab.Labs.Tests;

/// <summary>What a check must say to an answer.</summary>
static class Answers
{
    /// <summary>The answer is right, and the check says so without a hint.</summary>
    public static void Right(CheckResult result)
    {
        Assert.True(result.Passed, result.ToString());
        Assert.Empty(result.Hint);
    }

    /// <summary>The answer is wrong, and the check says what came and where to look.</summary>
    public static void Wrong(CheckResult result)
    {
        Assert.False(result.Passed, result.ToString());
        Assert.NotEmpty(result.Message);
        Assert.NotEmpty(result.Hint);
    }

    /// <summary>The answer is wrong, and the hint holds these words.</summary>
    public static void Hint(string words, CheckResult result)
    {
        Wrong(result);
        Assert.Contains(words, result.Hint, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Seeds with which a check of an answer is repeated, each drawing other inputs.</summary>
    public const int Seeds = 1000;

    /// <summary>The answer is right with every seed.</summary>
    public static void Right(Func<int, CheckResult> check)
    {
        for (var seed = 1; seed <= Seeds; seed++) Right(check(seed));
    }

    /// <summary>The answer is wrong with every seed, and the hint always holds these words.</summary>
    public static void Hint(string words, Func<int, CheckResult> check)
    {
        for (var seed = 1; seed <= Seeds; seed++) Hint(words, check(seed));
    }

    /// <summary>The answer is wrong with every seed, and what the check says, message or hint, holds these words.</summary>
    public static void HintOrMessage(string words, Func<int, CheckResult> check)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var result = check(seed);
            Wrong(result);
            Assert.Contains(words, $"{result.Message} {result.Hint}", StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>There is no answer yet.</summary>
    public static void Missing(CheckResult result)
    {
        Wrong(result);
        Assert.Contains("no answer yet", result.Message, StringComparison.Ordinal);
    }
}
