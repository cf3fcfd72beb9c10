namespace NeuralLab.Notebooks;

/// <summary>Something in a notebook that works in one of the hosts and not in another, or does not belong into a committed file.</summary>
/// <param name="Rule">Which rule, in a word or two, for example <c>usings</c>.</param>
/// <param name="Cell">The cell's number among all cells of the notebook, from 1; 0 for the notebook as a whole.</param>
/// <param name="Line">Line of the cell, from 1; 0 for the cell as a whole.</param>
/// <param name="Message">What is there and what should be.</param>
public sealed record RuleViolation(string Rule, int Cell, int Line, string Message)
{
    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"{(Cell == 0 ? "notebook" : $"cell {Cell}")}{(Line == 0 ? "" : $", line {Line}")}: {Message} [{Rule}]";
}
