namespace NeuralLab.Notebooks.Cells;

/// <summary>The output of the cell that runs.</summary>
public static class Output
{
    /// <summary>Takes away what the cell has printed and shown so far.</summary>
    /// <param name="wait">True: only when the next output comes, so that nothing flickers. Default false.</param>
    /// <exception cref="InvalidOperationException">The caller is not a cell of a notebook.</exception>
    public static void Clear(bool wait = false) => DisplayExtensions.Here.Clear(wait);
}
