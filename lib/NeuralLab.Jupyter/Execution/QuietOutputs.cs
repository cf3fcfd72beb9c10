using System.Text.Json.Nodes;
using NeuralLab.Notebooks;

namespace NeuralLab.Jupyter.Execution;

/// <summary>Takes the outputs of code that is to show none, and keeps its value.</summary>
sealed class QuietOutputs : ICellReceiver
{
    /// <summary>The value of the code, if it had one.</summary>
    public JsonObject? Value { get; private set; }

    public void Result(JsonObject data) => Value = data;

    public void Text(string stream, string text)
    {
    }

    public void Display(JsonObject data, string? displayId)
    {
    }

    public void Update(JsonObject data, string displayId)
    {
    }

    public void Clear(bool wait)
    {
    }

    public string? Read(string prompt, CancellationToken interrupted) => null;

    public void Progress(CellProgress? progress)
    {
    }
}
