namespace NeuralLab.Assignments.Release;

/// <summary>A place of the students' notebook that gives an answer away.</summary>
/// <param name="Cell">The cell's id.</param>
/// <param name="Kind">What leaks.</param>
/// <param name="Text">The line.</param>
public sealed record Leak(string Cell, string Kind, string Text)
{
    /// <summary>One line.</summary>
    public override string ToString() => $"cell {Cell}: {Kind}: {Text}";
}
