namespace NeuralLab.Labs.Tests;

/// <summary>What a check must say to an answer.</summary>
static class Answers
{
    public static void Right(CheckResult result) => Assert.True(result.Passed, result.ToString());

    public static void Wrong(CheckResult result)
    {
        Assert.False(result.Passed, result.ToString());
        Assert.NotEmpty(result.Message);
        Assert.NotEmpty(result.Hint);
    }

    public static void Missing(CheckResult result)
    {
        Wrong(result);
        Assert.Contains("no answer yet", result.Message, StringComparison.Ordinal);
    }

    public static void Hint(string words, CheckResult result)
    {
        Wrong(result);
        Assert.Contains(words, result.Hint, StringComparison.Ordinal);
    }
}
