namespace NeuralLab.Cli;

/// <summary>What the command's exit code tells scripts.</summary>
static class ExitCodes
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>A notebook, a check or a target failed.</summary>
    public const int Failed = 1;

    /// <summary>The arguments are wrong, or an input cannot be used.</summary>
    public const int Unusable = 2;

    /// <summary>The user cancelled.</summary>
    public const int Cancelled = 130;
}
