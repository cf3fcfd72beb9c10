using NeuralLab.Notebooks.Execution;

namespace NeuralLab.Notebooks.Cells;

/// <summary>What every cell may call without a <c>using</c>.</summary>
public static class DisplayExtensions
{
    /// <summary>Where values go; set in the process that runs cells.</summary>
    internal static CellOutputs? Outputs { get; set; }

    /// <summary>Shows a value below the cell, before the cell has ended.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="value">Any value, also null.</param>
    /// <param name="mimeTypes">The only representations to show, for example <c>text/plain</c>; all that the value has if none is named.</param>
    /// <returns>What can show another value in its place.</returns>
    /// <exception cref="InvalidOperationException">The caller is not a cell of a notebook.</exception>
    public static DisplayedValue Display<T>(this T value, params string[] mimeTypes) => Here.Show(value, mimeTypes);

    internal static CellOutputs Here =>
        Outputs ?? throw new InvalidOperationException("Display shows values of a notebook's cell; no notebook is running here.");
}
