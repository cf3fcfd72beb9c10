using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks;

/// <summary>A receiver that nothing reaches: it stands where no cell has run yet.</summary>
sealed class SilentReceiver : ICellReceiver
{
    public static SilentReceiver Instance { get; } = new();

    public void Text(string stream, string text)
    {
    }

    public void Display(JsonObject data, string? displayId)
    {
    }

    public void Update(JsonObject data, string displayId)
    {
    }

    public void Result(JsonObject data)
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
