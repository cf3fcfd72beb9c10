using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace NeuralLab.Jupyter.Execution;

/// <summary>What was run since the kernel started. Session 1 is this one; there are no others.</summary>
sealed class History
{
    const int Session = 1;
    const int MaximumEntries = 10_000;

    readonly record struct Entry(int Line, string Input, string? Output);

    readonly Queue<Entry> entries = [];

    public void Add(int line, string input, string? output)
    {
        entries.Enqueue(new Entry(line, input, output));
        if (entries.Count > MaximumEntries)
            entries.Dequeue();
    }

    /// <summary>The answer to a <c>history_request</c>: [session, line, input], or with outputs [session, line, [input, output]].</summary>
    public JsonObject Answer(Messaging.JupyterMessage request)
    {
        var wanted = request.Text("hist_access_type", "tail") switch
        {
            "range" => Range(request.Number("session"), request.Number("start"), request.Number("stop", int.MaxValue)),
            "search" => Search(request.Text("pattern", "*"), request.Flag("unique"), request.Number("n", int.MaxValue)),
            _ => entries.TakeLast(request.Number("n", int.MaxValue)),
        };
        var withOutput = request.Flag("output");
        return new JsonObject
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. wanted.Select(entry => new JsonArray(
                Session, entry.Line, withOutput ? new JsonArray(entry.Input, entry.Output) : entry.Input))]),
        };
    }

    /// <summary>From a line to before another. Session 0 is the current one, negative numbers count back from it.</summary>
    IEnumerable<Entry> Range(int session, int start, int stop) =>
        session is 0 or Session ? entries.Where(entry => entry.Line >= start && entry.Line < stop) : [];

    /// <summary>The last that fit a pattern with * and ?.</summary>
    IEnumerable<Entry> Search(string pattern, bool unique, int count)
    {
        var found = entries.Where(entry => FileSystemName.MatchesSimpleExpression(pattern, entry.Input, ignoreCase: false));
        // Of those that are the same, the last one counts.
        return (unique ? found.Reverse().DistinctBy(entry => entry.Input).Reverse() : found).TakeLast(count);
    }
}
