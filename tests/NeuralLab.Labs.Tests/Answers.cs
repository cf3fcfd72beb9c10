namespace NeuralLab.Labs.Tests;

/// <summary>What a check must say to an answer.</summary>
static class Answers
{
    /// <summary>The answer is right, and the check says so without a hint.</summary>
    public static void Pass(CheckResult result)
    {
        Assert.True(result.Passed, result.ToString());
        Assert.Empty(result.Hint);
    }

    /// <summary>The answer is wrong, the check says what came, and its hint holds these words.</summary>
    public static void Hint(string words, CheckResult result)
    {
        Assert.False(result.Passed, result.ToString());
        Assert.NotEmpty(result.Message);
        Assert.NotEmpty(result.Hint);
        Assert.Contains(words, result.Hint, StringComparison.Ordinal);
    }

    /// <summary>There is no answer yet.</summary>
    public static void Missing(CheckResult result)
    {
        Assert.False(result.Passed, result.ToString());
        Assert.Contains("no answer yet", result.Message, StringComparison.Ordinal);
    }
}
