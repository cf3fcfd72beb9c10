using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks;

/// <summary>Writes a cell's outputs into the document as they arrive, up to the limits. Safe from several threads.</summary>
sealed class OutputRecorder(RunOptions options)
{
    /// <summary>Characters of values that a cell may show, all together.</summary>
    const long MaximumValueCharacters = 64L << 20;

    readonly Lock recording = new();
    readonly StringBuilder text = new();
    NotebookCell cell = new(CellType.Code);
    string stream = "stdout";
    int number;
    int lines;
    int characters;
    long linesCut;
    long charactersCut;
    long valueCharacters;
    long valuesCut;

    /// <summary>Directs what follows to this cell.</summary>
    public void Begin(NotebookCell next, int executionCount)
    {
        lock (recording)
        {
            (cell, number) = (next, executionCount);
            (lines, characters, linesCut, charactersCut, valueCharacters, valuesCut) = (0, 0, 0, 0, 0, 0);
        }
    }

    /// <summary>Appends text; what exceeds the limits is counted and left out.</summary>
    public void Text(string name, ReadOnlySpan<char> added)
    {
        lock (recording)
        {
            var kept = added[..Kept(added)];
            var cut = added[kept.Length..];
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

    /// <summary>Appends a value.</summary>
    public void Value(JsonObject data, bool isResult)
    {
        lock (recording)
        {
            Flush();
            valueCharacters += data.Sum(pair => pair.Value is JsonValue value && value.TryGetValue(out string? content) ? content.Length : pair.Value?.ToJsonString().Length ?? 0);
            if (valueCharacters > MaximumValueCharacters)
                valuesCut++;
            else
                cell.Outputs.Add(isResult ? new ExecuteResult(data, [], number) : new DisplayOutput(data, []));
        }
    }

    /// <summary>Completes the cell's outputs, with a last line that says what was left out.</summary>
    public void End()
    {
        lock (recording)
        {
            Flush();
            if (charactersCut > 0)
                cell.Outputs.Add(new StreamOutput("stdout", Format($"... {linesCut:N0} more lines ({charactersCut:N0} characters) were left out: a cell keeps {options.OutputLines:N0} lines and {options.OutputCharacters:N0} characters\n")));
            if (valuesCut > 0)
                cell.Outputs.Add(new StreamOutput("stdout", Format($"... {valuesCut:N0} more values were left out: a cell keeps {MaximumValueCharacters:N0} characters of values\n")));
        }
    }

    /// <summary>How much of the text still fits.</summary>
    int Kept(ReadOnlySpan<char> added)
    {
        var room = Math.Min(added.Length, charactersCut > 0 ? 0 : options.OutputCharacters - characters);
        var kept = 0;
        while (kept < room && lines < options.OutputLines)
        {
            var end = added[kept..room].IndexOf('\n');
            lines += end >= 0 ? 1 : 0;
            kept = end >= 0 ? kept + end + 1 : room;
        }
        characters += kept;
        return kept;
    }

    void Flush()
    {
        if (text.Length > 0)
            cell.Outputs.Add(new StreamOutput(stream, text.ToString()));
        text.Clear();
    }

    static string Format(FormattableString message) => message.ToString(CultureInfo.InvariantCulture);
}
