using System.Globalization;
using System.Text.Json.Nodes;
using NeuralLab.Assignments.Isolation;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Grading;

/// <summary>The judge's process ended, or its setup does not run: no fault of a student's.</summary>
/// <param name="message">One line.</param>
sealed class JudgeException(string message) : Exception(message);

/// <summary>
/// The process of the checks. It runs them as they stand in the source notebook, on proxies of the answers, and holds the hidden values; it
/// never runs a student's code. One judge serves many submissions.
/// </summary>
sealed class Judge : IDisposable
{
    const string Library = "NeuralLab.Labs.Grading.RemoteAnswers";

    readonly CellSession session;
    readonly Words words;
    int cells;

    /// <summary>Starts a judge.</summary>
    /// <param name="manifest">The assignment.</param>
    /// <param name="labFolder">The lab's files.</param>
    /// <param name="limits">Those of the submissions.</param>
    public Judge(Manifest manifest, string labFolder, Limits limits)
    {
        words = new Words(int.MaxValue, () => { });
        session = new CellSession(labFolder, new SessionOptions
        {
            EndsWithItsProcess = true,
            CellTimeLimit = limits.Time * 10 + TimeSpan.FromMinutes(1),
            // A check that shows points for nbgrader says less.
            Starting = start => start.Environment.Remove("NEURALLAB_GRADING"),
        });
        foreach (var cell in Preamble.Cells(labFolder).Concat(manifest.JudgeSetup).Append(string.Create(CultureInfo.InvariantCulture, $"{Library}.Seed = {manifest.Seed};")))
            Require(cell);
    }

    /// <summary>Submissions that it has seen.</summary>
    public int Served { get; private set; }

    /// <summary>Lets a submission's process connect.</summary>
    public void Listen(string socket)
    {
        Served++;
        Require($"{Library}.Listen(@\"{socket}\");");
    }

    /// <summary>Waits for it.</summary>
    public bool Accept(TimeSpan time) => Flag($"{Library}.Accept({Text(time)})");

    /// <summary>True while answers can come; from now on the next exercise's time runs.</summary>
    public bool Begin(TimeSpan time) => Flag($"{Library}.Begin({Text(time)})");

    /// <summary>Lets the submission's process go.</summary>
    public void Close() => Require($"{Library}.Close();");

    /// <summary>Runs a check.</summary>
    public Verdict Check(string check)
    {
        var (fault, value) = Run(check);
        return Verdict.Of(fault, value);
    }

    /// <summary>What a check calls its exercise; empty where it does not say. No answer is there to be checked.</summary>
    public string NameOf(string check) => Check(check).Exercise;

    public void Dispose() => session.Dispose();

    bool Flag(string call) => Run(call).Value?["text/plain"]?.ToString() == "True";

    void Require(string source)
    {
        if (Run(source).Fault is { } fault) throw new JudgeException($"the checks cannot be set up: {fault.Name}: {fault.Message}");
    }

    (CellFault? Fault, JsonObject? Value) Run(string source)
    {
        words.Reset();
        var result = session.Run(source, ++cells, words);
        return result.IsStateLost ? throw new JudgeException($"the process of the checks has ended: {result.Fault?.Message}") : (result.Fault, words.Value);
    }

    static string Text(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
}
