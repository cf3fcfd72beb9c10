using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks;

/// <summary>How the run of a notebook ended.</summary>
public enum RunStatus
{
    /// <summary>Every cell ran, or was skipped for a stated reason; an optional section may have failed.</summary>
    Succeeded,

    /// <summary>A cell did not compile or threw an exception.</summary>
    Failed,

    /// <summary>A cell or the notebook exceeded its time limit.</summary>
    TimedOut,

    /// <summary>The notebook's process ended: <c>Environment.Exit</c>, stack overflow, memory limit, a signal.</summary>
    Crashed,

    /// <summary>The caller cancelled the run.</summary>
    Cancelled,

    /// <summary>The file is no notebook, or cannot be read: nothing of it was run, and <see cref="NotebookRunResult.Document"/> is empty.</summary>
    Unreadable,
}

/// <summary>What stopped a notebook, and where.</summary>
/// <param name="CellIndex">Position in <see cref="NotebookDocument.Cells"/> of the executed document, from 0; -1 where no cell was running.</param>
/// <param name="Line">Line of the cell, from 1; null where unknown.</param>
/// <param name="Name">The kind of error: an exception's type, <c>CompilationError</c>, <c>TimeLimit</c>, <c>ProcessExited</c> and the like.</param>
/// <param name="Message">What happened, in one line or a few.</param>
public sealed record CellError(int CellIndex, int? Line, string Name, string Message);

/// <summary>A cell that was not run on purpose.</summary>
/// <param name="CellIndex">Position in the executed document, from 0.</param>
/// <param name="Reason">Why, in one line.</param>
/// <param name="Detail">What the package restore said about it, in a line or more; null where there is nothing more to say.</param>
public sealed record SkippedCell(int CellIndex, string Reason, string? Detail = null);

/// <summary>How long a cell ran.</summary>
/// <param name="CellIndex">Position in the executed document, from 0.</param>
/// <param name="Duration">Wall-clock time.</param>
public sealed record CellTiming(int CellIndex, TimeSpan Duration);

/// <summary>What running one notebook gave.</summary>
public sealed record NotebookRunResult
{
    /// <summary>The notebook file that was run.</summary>
    public required string Path { get; init; }

    /// <summary>A copy of the notebook with everything it printed and showed until it ended; cell indices refer to it.</summary>
    public required NotebookDocument Document { get; init; }

    /// <summary>How the run ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Wall-clock time from the start of the notebook's process to its end.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The cells that ran, in order, with their times.</summary>
    public IReadOnlyList<CellTiming> Timings { get; init; } = [];

    /// <summary>What stopped the notebook, or the first failure where it went on; null where it succeeded.</summary>
    public CellError? Error { get; init; }

    /// <summary>
    /// The first failure in an optional section (cells tagged <c>plotly-net</c>),
    /// which does not count against the notebook; null where there is none.
    /// </summary>
    public CellError? OptionalError { get; init; }

    /// <summary>
    /// The error in one line: <c>cell 5, line 3: System.DivideByZeroException: ...</c>,
    /// cells counted among code cells; null where there is none.
    /// </summary>
    public string? ErrorSummary => Summary(Error);

    /// <summary>The optional section's error in one line; null where there is none.</summary>
    public string? OptionalErrorSummary => Summary(OptionalError);

    /// <summary>Cells that were not run on purpose, each with the reason.</summary>
    public IReadOnlyList<SkippedCell> Skipped { get; init; } = [];

    /// <summary>Code cells that were not reached because an earlier one stopped the notebook: positions in the executed document, from 0.</summary>
    public IReadOnlyList<int> NotRun { get; init; } = [];

    string? Summary(CellError? error)
    {
        if (error is null)
            return null;
        var message = error.Message.ReplaceLineEndings(" ");
        // Faults of files, of the compiler and of directives name their place themselves.
        if (error.CellIndex < 0 || error.Name is FaultNames.Compilation or FaultNames.Directive)
            return message;
        var number = Document.Cells.Take(error.CellIndex + 1).Count(cell => cell.CellType == CellType.Code);
        return $"cell {number}{(error.Line is { } line ? $", line {line}" : "")}: {error.Name}: {message}";
    }
}
