namespace NeuralLab.Labs;

/// <summary>A sentence of a lab's conclusions that ranks or counts something, and what this run says to it.</summary>
/// <param name="Text">The sentence, as the lab's text states it.</param>
/// <param name="Holds">True if it holds in this run.</param>
/// <param name="Evidence">The numbers of this run that decide it.</param>
public sealed record Claim(string Text, bool Holds, string Evidence)
{
    /// <summary>The first method's results are lower: by more than the scatter of the seeds.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="comparison">Both methods' results.</param>
    public static Claim Lower(string text, PairedComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return new(text, comparison.FirstIsLower, comparison.Numbers);
    }

    /// <summary>The first method's results are higher: by more than the scatter of the seeds.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="comparison">Both methods' results.</param>
    public static Claim Higher(string text, PairedComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return new(text, comparison.SecondIsLower, comparison.Numbers);
    }
}
