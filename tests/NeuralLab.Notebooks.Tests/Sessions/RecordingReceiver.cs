using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks.Tests.Sessions;

/// <summary>Remembers what a session hands over, in order, and lets a test act in the middle of a cell.</summary>
sealed class RecordingReceiver : ICellReceiver
{
    readonly List<string> events = [];

    /// <summary>Display ids in the order of their first appearance.</summary>
    readonly List<string> displays = [];

    /// <summary>Called with each event, on the session's thread.</summary>
    public Action<string>? Happened { get; set; }

    /// <summary>Answers what the cell reads; by default nobody is there.</summary>
    public Func<string, CancellationToken, string?> Answer { get; init; } = (_, _) => null;

    /// <summary>Neighbouring texts of one stream as one event.</summary>
    public IReadOnlyList<string> Events
    {
        get
        {
            lock (events)
                return [.. events];
        }
    }

    /// <summary>How often text came.</summary>
    public int Texts { get; private set; }

    public List<CellProgress?> Works { get; } = [];

    /// <summary>The MIME bundles of all values.</summary>
    public List<JsonObject> Bundles { get; } = [];

    public string Printed(string stream = "stdout") => string.Concat(Events.Where(each => each.StartsWith(stream + " ", StringComparison.Ordinal)).Select(each => each[(stream.Length + 1)..]));

    public void Text(string stream, string text)
    {
        Texts++;
        lock (events)
        {
            if (events.Count > 0 && events[^1].StartsWith(stream + " ", StringComparison.Ordinal))
                events[^1] += text;
            else
                events.Add($"{stream} {text}");
        }
        Happened?.Invoke(text);
    }

    public void Display(JsonObject data, string? displayId) => Value($"display {Number(displayId)}", data);

    public void Update(JsonObject data, string displayId) => Value($"update {Number(displayId)}", data);

    public void Result(JsonObject data) => Value("result", data);

    public void Clear(bool wait) => Add(wait ? "clear, wait" : "clear");

    public string? Read(string prompt, CancellationToken interrupted)
    {
        Add($"read {prompt}");
        return Answer(prompt, interrupted);
    }

    public void Progress(CellProgress? progress)
    {
        Works.Add(progress);
        Add($"works {progress}".TrimEnd());
    }

    void Value(string kind, JsonObject data)
    {
        Bundles.Add(data);
        Add($"{kind}: {(string?)data[MimeTypes.Text]}");
    }

    int Number(string? displayId)
    {
        if (displayId is null)
            return 0;
        if (!displays.Contains(displayId))
            displays.Add(displayId);
        return displays.IndexOf(displayId) + 1;
    }

    void Add(string what)
    {
        lock (events)
            events.Add(what);
        Happened?.Invoke(what);
    }
}

/// <summary>A session that all tests of a class share, in a folder of its own.</summary>
public sealed class SharedSession : IDisposable
{
    int number;

    public SharedSession()
    {
        // What a busy machine needs; what must not end in time has a session of its own.
        Session = new CellSession(Folder.Path, new SessionOptions { InterruptGrace = TimeSpan.FromMinutes(1) });
        Session.Start();
    }

    public TemporaryFolder Folder { get; } = new();

    public CellSession Session { get; }

    public CellResult Run(string source, ICellReceiver receiver) => Session.Run(source, ++number, receiver);

    public void Dispose()
    {
        Session.Dispose();
        Folder.Dispose();
    }
}

static class SharedSessions
{
    /// <summary>Runs a cell that must succeed.</summary>
    public static RecordingReceiver Run(this SharedSession session, string source)
    {
        var receiver = new RecordingReceiver();
        var result = session.Run(source, receiver);
        Assert.Null(result.Fault);
        return receiver;
    }
}
