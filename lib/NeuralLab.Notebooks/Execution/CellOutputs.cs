using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using NeuralLab.Notebooks.Cells;
using NeuralLab.Notebooks.Formatting;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks.Execution;

/// <summary>Sends what a cell prints and shows to the parent as it happens, so that nothing is lost if the process dies.</summary>
/// <param name="parent">Takes the outputs.</param>
/// <param name="ended">Cancelled when the cell that runs is to end at its next write.</param>
sealed class CellOutputs(MessageStream parent, Func<CancellationToken> ended)
{
    /// <summary>More than anybody reads, and as much as the pipe takes however the text is escaped.</summary>
    const long LongestValue = 16L << 20;

    readonly Stream[] realStreams = [Console.OpenStandardOutput(), Console.OpenStandardError()];

    /// <summary>Objects that the cell shows while they change, each with the action that shows it again.</summary>
    ConditionalWeakTable<object, Action> live = [];

    /// <summary>Makes this the target of <see cref="Console"/>, also after a cell has set another one.</summary>
    public void BeginCell()
    {
        TakeConsole();
        live = [];
    }

    /// <summary>With new writers: an aborted thread may have left the old ones locked, since <see cref="Console"/> locks a writer for each write.</summary>
    void TakeConsole()
    {
        Console.SetOut(new CellWriter(parent, "stdout", ended));
        Console.SetError(new CellWriter(parent, "stderr", ended));
    }

    /// <summary>Shows a value in every representation that it has.</summary>
    /// <param name="value">Any value, also null.</param>
    /// <param name="mimeTypes">The only representations wanted; empty for all.</param>
    /// <returns>What changes it.</returns>
    public DisplayedValue Show(object? value, string[] mimeTypes)
    {
        var displayed = new DisplayedValue(this, mimeTypes);
        Send(value, ValueRole.Display, displayed);
        return displayed;
    }

    /// <summary>Shows the value that a displayed one has become.</summary>
    public void Update(object? value, DisplayedValue displayed) => Send(value, ValueRole.Update, displayed);

    /// <summary>Shows an object that changes; the result shows what it has become.</summary>
    public Action ShowLive(object value)
    {
        if (live.TryGetValue(value, out var again))
        {
            again();
            return again;
        }
        var displayed = Show(value, []);
        again = () => Update(value, displayed);
        live.Add(value, again);
        return again;
    }

    /// <summary>Shows the value of a cell's last expression. What the cell shows already stays in its place.</summary>
    public void ShowResult(object? value)
    {
        if (value is DisplayedValue)
            return;
        if (value is not null && live.TryGetValue(value, out var again))
            again();
        else
            Send(value, ValueRole.Result, null);
    }

    /// <summary>Takes away what the cell has shown and printed.</summary>
    public void Clear(bool wait) => parent.Send(new CellCleared(wait));

    /// <summary>Tells the parent where, in what reached the real standard output and error, the cell ended.</summary>
    public void MarkEnd(string mark)
    {
        NativeMethods.FlushNativeOutput();
        // The real streams, too, lock the console's writer.
        TakeConsole();
        foreach (var stream in realStreams)
        {
            stream.Write(Encoding.UTF8.GetBytes(mark));
            stream.Flush();
        }
    }

    void Send(object? value, ValueRole role, DisplayedValue? displayed)
    {
        var bundle = ValueFormatter.Format(value);
        if (displayed?.MimeTypes is { Length: > 0 } wanted)
            bundle = new JsonObject(bundle.Where(pair => wanted.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        var length = bundle.Sum(pair => pair.Value is JsonValue text && text.TryGetValue(out string? content) ? content.Length : 0L);
        if (length > LongestValue)
            bundle = new JsonObject { [MimeTypes.Text] = string.Create(CultureInfo.InvariantCulture, $"(a value of {length:N0} characters, which is too long to be shown)") };
        parent.Send(new CellValue(bundle, role, displayed?.Id));
    }
}
