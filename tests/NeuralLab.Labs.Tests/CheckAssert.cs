namespace NeuralLab.Labs.Tests;

/// <summary>What tests ask of a check.</summary>
static class CheckAssert
{
    /// <summary>The answer is right.</summary>
    public static void Right(CheckResult result) => Assert.True(result.Passed, result.ToString());

    /// <summary>The answer is wrong, and the hint holds these words.</summary>
    public static void Hints(CheckResult result, string words)
    {
        Assert.False(result.Passed, "A wrong answer passed.");
        Assert.Contains(words, result.Hint, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The answer is wrong, and the check says what and where to look.</summary>
    public static void Wrong(CheckResult result)
    {
        Assert.False(result.Passed, result.ToString());
        Assert.NotEmpty(result.Message);
        Assert.NotEmpty(result.Hint);
    }

    /// <summary>There is no answer yet, and the check says so.</summary>
    public static void Missing(CheckResult result)
    {
        Wrong(result);
        Assert.Contains("no answer yet", result.Message, StringComparison.Ordinal);
    }
}
