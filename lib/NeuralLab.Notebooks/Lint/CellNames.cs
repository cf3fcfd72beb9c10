namespace NeuralLab.Notebooks;

/// <summary>What cells declare for those after them.</summary>
sealed class CellNames
{
    /// <summary>Namespaces named in a <c>using</c>.</summary>
    public HashSet<string> Usings { get; } = [];

    /// <summary>Variables of the top level.</summary>
    public HashSet<string> Variables { get; } = [];
}
