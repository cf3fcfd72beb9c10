using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks;

/// <summary>
/// Hands what a cell prints and shows to its receiver, on a thread of its own. Text is collected for a moment, here and not in the child:
/// what the child has printed must not be lost when it crashes.
/// </summary>
sealed class OutputPump : IDisposable
{
    const int MaximumBatch = 1 << 16;
    const int MaximumPrompt = 1000;
    const int MaximumWord = 100;
    static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(25);
    static readonly Action Nothing = () => { };

    /// <summary>Bounded: a slow receiver fills the pipe, and then the cell waits.</summary>
    readonly BlockingCollection<object> queue = new(boundedCapacity: 256);
    readonly Action<string?> answer;
    readonly StringBuilder pending = new();
    readonly StringBuilder line = new();
    string stream = "stdout";
    long since;
    ICellReceiver receiver = SilentReceiver.Instance;
    CancellationToken interrupted;
    ExceptionDispatchInfo? failure;

    /// <param name="answer">Takes the line that a cell waits for.</param>
    public OutputPump(Action<string?> answer)
    {
        this.answer = answer;
        new Thread(Run) { IsBackground = true, Name = "cell outputs" }.Start();
    }

    /// <summary>Directs what comes from now on to this receiver.</summary>
    public void Begin(ICellReceiver next, CancellationToken interrupt) => Do(() =>
    {
        line.Clear();
        receiver = next;
        interrupted = interrupt;
        failure = null;
    });

    /// <summary>Adds a message of the child about its outputs. After the end it is too late for any.</summary>
    public void Add(Message message)
    {
        try
        {
            queue.Add(message);
        }
        catch (InvalidOperationException)
        {
            // What a process printed while it was being ended.
        }
    }

    /// <summary>Waits until the receiver has all that was added before. What the receiver threw is thrown here.</summary>
    public void Drain()
    {
        using var reached = new ManualResetEventSlim();
        Do(reached.Set);
        reached.Wait();
        failure?.Throw();
    }

    public void Dispose() => queue.CompleteAdding();

    void Do(Action action) => queue.Add(action);

    void Run()
    {
        while (Next() is { } item)
        {
            if (item is Action action)
            {
                // Somebody waits for it, whatever the receiver throws at what came before.
                Hand(Flush);
                action();
            }
            else
            {
                Hand(() => Take((Message)item));
            }
        }
    }

    void Hand(Action over)
    {
        try
        {
            over();
        }
        catch (Exception fault)
        {
            // Thrown again where the cell's end is waited for.
            failure ??= ExceptionDispatchInfo.Capture(fault);
        }
    }

    /// <summary>The next item, or nothing to do but to hand on the text that has waited long enough; null at the end.</summary>
    object? Next()
    {
        var wait = pending.Length == 0 ? Timeout.InfiniteTimeSpan : Moment - Stopwatch.GetElapsedTime(since);
        if (pending.Length > 0 && wait <= TimeSpan.Zero)
            return Nothing;
        if (queue.TryTake(out var item, wait))
            return item;
        return queue.IsCompleted ? null : Nothing;
    }

    void Take(Message message)
    {
        if (message is CellText text)
        {
            Append(text);
            return;
        }
        if (message is CellReads)
        {
            Read();
            return;
        }
        Flush();
        switch (message)
        {
            case CellValue { Role: ValueRole.Result } value:
                receiver.Result(value.Data);
                break;
            case CellValue { Role: ValueRole.Update, DisplayId: { } id } value:
                receiver.Update(value.Data, id);
                break;
            case CellValue value:
                receiver.Display(value.Data, value.DisplayId);
                break;
            case CellCleared cleared:
                receiver.Clear(cleared.Wait);
                break;
            case CellWorks works:
                receiver.Progress(works.Progress is { } progress ? progress with { What = Short(progress.What), Unit = Short(progress.Unit) } : null);
                break;
        }
    }

    static string Short(string text) => text.Length <= MaximumWord ? text : text[..MaximumWord];

    void Append(CellText text)
    {
        var name = text.Stream == "stderr" ? "stderr" : "stdout";
        if (name != stream)
            Flush();
        if (pending.Length == 0)
            since = Stopwatch.GetTimestamp();
        stream = name;
        pending.Append(text.Text);
        if (name == "stdout")
            KeepLine(text.Text);
        if (pending.Length >= MaximumBatch)
            Flush();
    }

    /// <summary>Remembers what stands on the last line.</summary>
    void KeepLine(ReadOnlySpan<char> text)
    {
        var end = text.LastIndexOf('\n');
        if (end >= 0)
            line.Clear();
        var rest = text[(end + 1)..];
        line.Append(rest[..Math.Min(rest.Length, Math.Max(0, MaximumPrompt - line.Length))]);
    }

    /// <summary>The last line is the prompt: where it has not been handed on, the front end shows it with the answer.</summary>
    void Read()
    {
        var prompt = line.ToString();
        line.Clear();
        var isUnseen = stream == "stdout" && prompt.Length > 0 && pending.Length >= prompt.Length
            && pending.ToString(pending.Length - prompt.Length, prompt.Length) == prompt;
        if (isUnseen)
            pending.Length -= prompt.Length;
        Flush();
        var text = receiver.Read(prompt, interrupted);
        // The reading of an interrupted cell ends by the interrupt, not by an answer.
        if (interrupted.IsCancellationRequested)
            return;
        if (text is null && isUnseen)
            receiver.Text("stdout", prompt);
        answer(text);
    }

    void Flush()
    {
        if (pending.Length == 0)
            return;
        var text = pending.ToString();
        pending.Clear();
        receiver.Text(stream, text);
    }
}
