namespace NeuralLab.Notebooks;

/// <summary>One step of a run: a notebook starts a cell, is busy with it, or is done.</summary>
/// <param name="Path">The notebook.</param>
/// <param name="Notebook">Its number in the run, from 1.</param>
/// <param name="Notebooks">How many notebooks the run has.</param>
/// <param name="Cell">The code cell that starts, from 1; where the notebook is done, the last that was started.</param>
/// <param name="Cells">How many code cells the notebook has; 0 where it could not be read.</param>
/// <param name="Elapsed">Time since the notebook was started.</param>
/// <param name="Result">How it ended; null while it runs.</param>
public sealed record RunProgress(string Path, int Notebook, int Notebooks, int Cell, int Cells, TimeSpan Elapsed, NotebookRunResult? Result)
{
    /// <summary>How far long work of the cell is, some times a second; null where a cell starts, no such work is under way, or the notebook is done.</summary>
    public CellProgress? Work { get; init; }
}
