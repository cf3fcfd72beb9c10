using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks;

/// <summary>
/// Writes a cell's outputs into the document as they arrive, up to the limits.
/// What changes a value changes it in the document, which so holds the last state.
/// </summary>
/// <param name="options">The limits.</param>
/// <param name="progress">Takes how far long work is, which leaves no trace in the document.</param>
sealed class OutputRecorder(RunOptions options, Action<CellProgress?> progress) : ICellReceiver
{
    /// <summary>Characters of values that a cell may show, and of text and values that a notebook may, all together.</summary>
    const long MaximumValueCharacters = 32L << 20;

    const long MaximumNotebookCharacters = 64L << 20;

    /// <summary>What an output takes beside its characters; and each character of JSON, which becomes an object for every few.</summary>
    const int OutputWeight = 256;

    const int JsonWeight = 4;

    readonly Lock recording = new();
    readonly StringBuilder text = new();

    /// <summary>The values shown so far that may change, by display id; those of earlier cells too.</summary>
    readonly Dictionary<string, JsonObject> shown = [];

    NotebookCell cell = new(CellType.Code);
    string stream = "stdout";
    int number;
    int lines;
    int characters;
    long linesCut;
    long charactersCut;
    long valueCharacters;
    long valuesCut;
    long notebookCharacters;
    bool clearsNext;

    /// <summary>Directs what follows to this cell.</summary>
    public void Begin(NotebookCell next, int executionCount)
    {
        lock (recording)
        {
            (cell, number) = (next, executionCount);
            Reset();
        }
    }

    /// <summary>Appends text; what exceeds the limits is counted and left out.</summary>
    public void Text(string name, string added)
    {
        lock (recording)
        {
            ClearIfDue();
            var kept = added.AsSpan(0, Kept(added));
            var cut = added.AsSpan(kept.Length);
            linesCut += cut.Count('\n');
            charactersCut += cut.Length;
            if (kept.IsEmpty)
                return;
            if (name != stream)
                Flush();
            stream = name;
            text.Append(kept);
        }
    }

    /// <inheritdoc/>
    public void Display(JsonObject data, string? displayId)
    {
        lock (recording)
        {
            if (Add(new DisplayOutput(data, [])) && displayId is not null)
                shown[displayId] = data;
        }
    }

    /// <inheritdoc/>
    public void Result(JsonObject data)
    {
        lock (recording)
            Add(new ExecuteResult(data, [], number));
    }

    /// <inheritdoc/>
    public void Update(JsonObject data, string displayId)
    {
        lock (recording)
        {
            if (!shown.TryGetValue(displayId, out var old))
                return;
            if (!HasRoom(Weight(data) - Weight(old)))
                return;
            old.Clear();
            foreach (var (mimeType, content) in data)
                old[mimeType] = content?.DeepClone();
        }
    }

    /// <inheritdoc/>
    public void Clear(bool wait)
    {
        lock (recording)
        {
            clearsNext = true;
            if (!wait)
                ClearIfDue();
        }
    }

    /// <summary>Nobody is there to answer.</summary>
    public string? Read(string prompt, CancellationToken interrupted) => null;

    /// <inheritdoc/>
    public void Progress(CellProgress? value) => progress(value);

    /// <summary>Completes the cell's outputs, with a last line that says what was left out.</summary>
    public void End()
    {
        lock (recording)
        {
            Flush();
            if (charactersCut > 0)
                cell.Outputs.Add(new StreamOutput("stdout", Format($"... {linesCut:N0} more lines ({charactersCut:N0} characters) were left out: a cell keeps {options.OutputLines:N0} lines and {options.OutputCharacters:N0} characters\n")));
            if (valuesCut > 0)
                cell.Outputs.Add(new StreamOutput("stdout", Format($"... {valuesCut:N0} more values were left out: a cell keeps {MaximumValueCharacters:N0} characters of values, a notebook {MaximumNotebookCharacters:N0} of all\n")));
        }
    }

    /// <returns>False where the cell has shown too much already.</returns>
    bool Add(DisplayOutput output)
    {
        ClearIfDue();
        Flush();
        if (!HasRoom(Weight(output.Data)))
            return false;
        cell.Outputs.Add(output);
        return true;
    }

    /// <returns>False where the value is too much for its cell or the notebook; it is then counted as left out.</returns>
    bool HasRoom(long weight)
    {
        if (valueCharacters + weight > MaximumValueCharacters || notebookCharacters + weight > MaximumNotebookCharacters)
        {
            valuesCut++;
            return false;
        }
        valueCharacters += weight;
        notebookCharacters += weight;
        return true;
    }

    static long Weight(JsonObject data) => OutputWeight + data.Sum(pair =>
        pair.Key.Length + (pair.Value is JsonValue value && value.TryGetValue(out string? content)
            ? content.Length
            : JsonWeight * (long)(pair.Value?.ToJsonString().Length ?? 0)));

    void ClearIfDue()
    {
        if (!clearsNext)
            return;
        text.Clear();
        cell.Outputs.Clear();
        Reset();
    }

    void Reset()
    {
        (lines, characters, linesCut, charactersCut, valueCharacters, valuesCut) = (0, 0, 0, 0, 0, 0);
        clearsNext = false;
    }

    /// <summary>How much of the text still fits.</summary>
    int Kept(ReadOnlySpan<char> added)
    {
        var left = Math.Min(options.OutputCharacters - characters, MaximumNotebookCharacters - notebookCharacters);
        var room = charactersCut > 0 ? 0 : (int)Math.Min(added.Length, left);
        var kept = 0;
        while (kept < room && lines < options.OutputLines)
        {
            var end = added[kept..room].IndexOf('\n');
            lines += end >= 0 ? 1 : 0;
            kept = end >= 0 ? kept + end + 1 : room;
        }
        characters += kept;
        notebookCharacters += kept;
        return kept;
    }

    void Flush()
    {
        if (text.Length == 0)
            return;
        notebookCharacters += OutputWeight;
        cell.Outputs.Add(new StreamOutput(stream, text.ToString()));
        text.Clear();
    }

    static string Format(FormattableString message) => message.ToString(CultureInfo.InvariantCulture);
}
