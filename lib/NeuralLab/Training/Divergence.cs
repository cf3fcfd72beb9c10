namespace NeuralLab;

/// <summary>Where training left the finite numbers, and what usually helps.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Step">Counted from 1 over the whole run.</param>
/// <param name="LastFiniteLoss">Loss of the last batch that had one; NaN if none had.</param>
public sealed record Divergence(int Epoch, long Step, double LastFiniteLoss)
{
    /// <summary>What usually helps.</summary>
    public string Hint { get; } =
        "Try a learning rate ten times smaller; standardise inputs and targets; or limit gradients with GradientClipping.ByGlobalNorm(1).";

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"The loss became NaN or infinite at epoch {Epoch}, step {Step} (last finite loss {LastFiniteLoss:G4}). {Hint}");
}
