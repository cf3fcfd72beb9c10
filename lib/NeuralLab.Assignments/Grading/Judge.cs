using System.Globalization;
using System.Text.Json.Nodes;
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

    /// <summary>The student's process is ended by its own time; a judge that waits longer than any machine is busy waits for nothing.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    readonly CellSession session;
    readonly Words words;
    int cells;

    /// <summary>Starts a judge.</summary>
    /// <param name="manifest">The assignment.</param>
    /// <param name="labFolder">The lab's files.</param>
    public Judge(Manifest manifest, string labFolder)
    {
        words = new Words(int.MaxValue, () => { });
        session = new CellSession(labFolder, new SessionOptions
        {
            EndsWithItsProcess = true,
            CellTimeLimit = Patience * 2,
            // A check that shows points for nbgrader says less.
            Starting = start => start.Environment.Remove("NEURALLAB_GRADING"),
        });
        foreach (var cell in Preamble.Cells(labFolder).Concat(manifest.JudgeSetup).Append(string.Create(CultureInfo.InvariantCulture, $"{Library}.Seed = {manifest.Seed};")))
            Require(cell);
    }

    /// <summary>Submissions that it has seen.</summary>
    public int Served { get; private set; }

    /// <summary>What it had of the machine's cores.</summary>
    public ProcessorTime ProcessorTime => session.ProcessorTime;

    /// <summary>Lets a submission's process connect.</summary>
    public void Listen(string socket)
    {
        Served++;
        Require($"{Library}.Listen(@\"{socket}\");");
    }

    /// <summary>Waits for it.</summary>
    public bool Accept(TimeSpan time) => Flag($"{Library}.Accept({Text(time)})");

    /// <summary>True while answers can come.</summary>
    public bool Begin() => Flag($"{Library}.Begin({Text(Patience)})");

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
