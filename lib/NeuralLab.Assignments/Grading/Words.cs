using System.Text;
using System.Text.Json.Nodes;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Grading;

/// <summary>Takes what cells print and show, up to a limit; then it has the cell ended.</summary>
/// <param name="limit">Characters.</param>
/// <param name="tooMuch">Called once, when there are more.</param>
sealed class Words(int limit, Action tooMuch) : ICellReceiver
{
    readonly StringBuilder text = new();
    long taken;

    /// <summary>What the last cell's last expression was worth showing.</summary>
    public JsonObject? Value { get; private set; }

    public bool IsTooMuch => taken > limit;

    /// <summary>A new cell begins.</summary>
    public void Reset()
    {
        Value = null;
        text.Clear();
    }

    public void Text(string stream, string text) => Take(text.Length, () => this.text.Append(text));

    public void Display(JsonObject data, string? displayId) => Take(Length(data), () => Value ??= data);

    public void Update(JsonObject data, string displayId) => Take(Length(data), () => { });

    public void Result(JsonObject data) => Take(Length(data), () => Value = data);

    public void Clear(bool wait)
    {
    }

    public string? Read(string prompt, CancellationToken interrupted) => null;

    public void Progress(CellProgress? progress)
    {
    }

    void Take(long length, Action take)
    {
        var before = taken;
        taken += length;
        if (taken <= limit) take();
        else if (before <= limit) tooMuch();
    }

    static long Length(JsonObject data) => data.Sum(pair => pair.Value is JsonValue value && value.TryGetValue(out string? text) ? text.Length : 100L);
}
