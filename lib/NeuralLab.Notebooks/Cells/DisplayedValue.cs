using NeuralLab.Notebooks.Execution;

namespace NeuralLab.Notebooks.Cells;

/// <summary>A value that a cell shows, and may change as long as the notebook is open.</summary>
public sealed class DisplayedValue
{
    readonly CellOutputs outputs;

    internal DisplayedValue(CellOutputs outputs, string[] mimeTypes)
    {
        this.outputs = outputs;
        MimeTypes = mimeTypes;
    }

    internal string Id { get; } = Guid.NewGuid().ToString("N");

    internal string[] MimeTypes { get; }

    /// <summary>Shows another value, or what the same one has become, in the same place.</summary>
    /// <param name="value">Any value, also null.</param>
    public void Update(object? value) => outputs.Update(value, this);
}
