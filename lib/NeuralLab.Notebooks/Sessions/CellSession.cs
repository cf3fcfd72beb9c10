using NeuralLab.Notebooks.Packages;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks;

/// <summary>
/// C# cells that are run one after the other, each seeing what earlier ones declared, in a process of their own: whatever a cell does to
/// it, the session goes on with a new one. One cell runs at a time; all other members may be called meanwhile, from any thread.
/// </summary>
public sealed class CellSession : IDisposable
{
    const string Advice = "The variables of all cells are lost: run the cells again from the top.";

    readonly string folder;
    readonly SessionOptions options;
    readonly PackageRestorer restorer;
    readonly Lock gate = new();
    SessionProcess? process;
    CancellationTokenSource? running;
    bool isDisposed;

    /// <summary>A session; nothing is started yet.</summary>
    /// <param name="folder">The notebook's folder: relative paths in cells start there.</param>
    /// <param name="options">Limits; default: none.</param>
    public CellSession(string folder, SessionOptions? options = null)
        : this(folder, options ?? new(), null)
    {
    }

    internal CellSession(string folder, SessionOptions options, PackageRestorer? restorer)
    {
        this.folder = Path.GetFullPath(folder);
        this.options = options;
        this.restorer = restorer ?? new PackageRestorer(options.PackageFolder);
    }

    /// <summary>Begins to start the process, if there is none, so that the first cell need not wait for that. Returns at once.</summary>
    public void Start() => Current();

    /// <summary>Runs a cell to its end. What an earlier cell does to the process (an endless loop, a crash) is a result, not an exception.</summary>
    /// <param name="source">C# script, with <c>#!import</c>, <c>#r</c> and <c>#i</c> lines.</param>
    /// <param name="number">What messages call it: <c>cell 3</c>.</param>
    /// <param name="receiver">Has all outputs of the cell when this method returns. What it throws is thrown here.</param>
    /// <exception cref="InvalidOperationException">A cell is running.</exception>
    public CellResult Run(string source, int number, ICellReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(receiver);
        using var interrupt = new CancellationTokenSource();
        lock (gate)
        {
            if (running is not null)
                throw new InvalidOperationException("A cell is running: a session runs one at a time.");
            running = interrupt;
        }
        try
        {
            SayWhatEndedSince(receiver);
            return Run(Current(), source, number, receiver, interrupt.Token);
        }
        finally
        {
            lock (gate)
                running = null;
        }
    }

    /// <summary>
    /// Ends the cell that runs, if one does, and keeps what earlier cells declared; if that is not possible in time, ends the process.
    /// Returns at once: <see cref="Run(string, int, ICellReceiver)"/> says how the cell ended.
    /// </summary>
    public void Interrupt()
    {
        lock (gate)
            running?.Cancel();
    }

    /// <summary>What the process and all that it started had of the machine's cores so far; nothing where there is no process.</summary>
    public ProcessorTime ProcessorTime => process?.ProcessorTime ?? default;

    /// <summary>What can stand at a place in code. Answers while a cell runs, too.</summary>
    /// <param name="code">All that stands in the cell.</param>
    /// <param name="cursor">The place, from 0, in UTF-16 code units.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<CodeCompletion> CompleteAsync(string code, int cursor, CancellationToken cancellation = default) =>
        (await AskAsync(Subject.Completion, code, cursor, cancellation))?.Completion ?? new CodeCompletion([], cursor, cursor);

    /// <summary>What is known of the name at a place in code; null where nothing is.</summary>
    /// <inheritdoc cref="CompleteAsync"/>
    public async Task<CodeInspection?> InspectAsync(string code, int cursor, CancellationToken cancellation = default) =>
        (await AskAsync(Subject.Inspection, code, cursor, cancellation))?.Inspection;

    /// <summary>Whether code can be run as it is, or goes on in the next line.</summary>
    /// <inheritdoc cref="CompleteAsync"/>
    public async Task<CodeState> StateOfAsync(string code, CancellationToken cancellation = default) =>
        (await AskAsync(Subject.State, code, code.Length, cancellation))?.State ?? new CodeState(CodeCompleteness.Complete, "");

    /// <summary>The variables that the code of a <c>parameters</c> cell declares; null where the process ended over it.</summary>
    internal async Task<IReadOnlyList<NotebookParameter>?> ParametersAsync(string code, CancellationToken cancellation) =>
        (await AskAsync(Subject.Parameters, code, code.Length, cancellation))?.Parameters;

    /// <summary>Ends the process and all that it started.</summary>
    public void Dispose()
    {
        SessionProcess? last;
        lock (gate)
        {
            isDisposed = true;
            (last, process) = (process, null);
        }
        last?.Dispose();
    }

    /// <summary>Ends the process, and what the session itself does for the cell that runs.</summary>
    internal void End(EndReason why)
    {
        process?.End(why);
        Interrupt();
    }

    /// <summary>Waits until the process takes cells.</summary>
    internal void WaitUntilReady() => Current().WaitUntilReady();

    CellResult Run(SessionProcess process, string source, int number, ICellReceiver receiver, CancellationToken interrupted)
    {
        var fault = process.RunCell(number, source, receiver, Restore, interrupted);
        var isStateLost = process.HasEnded;
        if (isStateLost && !options.EndsWithItsProcess)
            fault = fault! with { Message = $"{fault.Message}. {Advice}", Traceback = [.. fault.Traceback, Advice] };
        return new CellResult(Status(process, fault), fault, isStateLost);
    }

    IReadOnlyList<string> Restore(CellNeeds needs, CancellationToken interrupted) => options.RestoresPackages
        ? restorer.Restore(needs.Packages, needs.Sources, folder, interrupted)
        : throw new PackageRestoreException("packages are not restored here");

    static RunStatus Status(SessionProcess process, CellFault? fault) => process.Reason switch
    {
        _ when fault is null => RunStatus.Succeeded,
        EndReason.Cancelled or EndReason.Interrupted => RunStatus.Cancelled,
        EndReason.CellTimeLimit or EndReason.NotebookTimeLimit => RunStatus.TimedOut,
        _ when process.HasEnded => RunStatus.Crashed,
        _ when fault.Name == FaultNames.Interrupted => RunStatus.Cancelled,
        _ => RunStatus.Failed,
    };

    Task<Answer?> AskAsync(Subject subject, string code, int cursor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Current().AskAsync(subject, code, Math.Clamp(cursor, 0, code.Length), cancellation);
    }

    /// <summary>The process; a new one where there is none, or it has ended.</summary>
    SessionProcess Current()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (process is { HasEndedByNow: true } && !options.EndsWithItsProcess)
            {
                process.Dispose();
                process = null;
            }
            return process ??= SessionProcess.Start(folder, options);
        }
    }

    /// <summary>A process that ended between two cells took the variables with it: the reader must know before the next cell fails for it.</summary>
    void SayWhatEndedSince(ICellReceiver receiver)
    {
        if (process is { HasEndedByNow: true, Reason: EndReason.None } last && !options.EndsWithItsProcess && !last.EndWasTold)
            receiver.Text("stderr", $"Since the last cell, {last.Ended(isIdle: true).Message}. {Advice}\n");
    }
}
