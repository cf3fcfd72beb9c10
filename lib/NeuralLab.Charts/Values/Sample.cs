namespace NeuralLab.Charts;

/// <summary>Numbers that belong together: the results of all seeds with one setting, the gradients of one batch size.</summary>
/// <param name="Group">Where they stand on the horizontal axis. Never empty.</param>
/// <param name="Values">The numbers, at least one.</param>
/// <param name="Series">Which colour they have, where several are compared in each group; empty by default.</param>
public sealed record Sample(string Group, Values Values, string Series = "")
{
    /// <summary>Where they stand on the horizontal axis.</summary>
    public string Group { get; } = Check.Text(Group, "the name of a group");

    /// <summary>The numbers.</summary>
    public Values Values { get; } = (Values)Check.Some(Values, $"number in '{Group}'", nameof(Values));
}
