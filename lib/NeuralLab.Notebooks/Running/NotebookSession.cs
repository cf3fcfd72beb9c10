using System.Diagnostics;
using NeuralLab.Notebooks.Packages;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks;

/// <summary>One notebook from its first cell to its end, on the thread that calls <see cref="Run"/>.</summary>
sealed class NotebookSession(
    NotebookDocument document, string path, RunOptions options, PackageRestorer restorer, Action<NotebookStep> report, CancellationToken cancellation)
{
    /// <summary>
    /// Cells with this tag are an optional section: they need packages that not every machine can restore. Where the restore fails they are
    /// skipped, visibly; where one of them fails, the rest of the section is not run and the notebook goes on.
    /// </summary>
    const string OptionalTag = "plotly-net";

    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly List<CellTiming> timings = [];
    readonly List<SkippedCell> skipped = [];
    readonly List<int> notRun = [];
    SkippedCell? missing;
    CellError? error;
    CellError? optionalError;
    CellResult? stopped;

    public NotebookRunResult Run()
    {
        var cells = Enumerable.Range(0, document.Cells.Count).Where(index => document.Cells[index].CellType == CellType.Code).ToArray();
        foreach (var index in cells)
        {
            document.Cells[index].Outputs.Clear();
            document.Cells[index].ExecutionCount = null;
        }

        var number = 0;
        void Report(CellProgress? work, NotebookRunResult? result = null) => report(new NotebookStep(number, cells.Length, clock.Elapsed, work, result));
        var recorder = new OutputRecorder(options, work => Report(work));
        using var session = new CellSession(Path.GetDirectoryName(Path.GetFullPath(path))!, Limits(), restorer);
        session.Start();
        using var limit = new Timer(_ => session.End(EndReason.NotebookTimeLimit), null, options.NotebookTimeLimit, Timeout.InfiniteTimeSpan);
        using var cancelled = cancellation.Register(() => session.End(EndReason.Cancelled));
        session.WaitUntilReady();
        foreach (var index in cells)
        {
            if (stopped is not null || (IsOptional(index) && optionalError is not null && !options.ContinueAfterFailure))
            {
                notRun.Add(index);
                continue;
            }
            if (IsOptional(index) && missing is not null)
            {
                skipped.Add(missing with { CellIndex = index });
                continue;
            }
            number++;
            Report(null);
            RunCell(session, recorder, index, number);
        }
        // An optional section may fail, but not take the rest of the notebook with it.
        if (stopped?.Status == RunStatus.Cancelled || notRun.Any(index => !IsOptional(index)))
            error ??= optionalError;
        var result = new NotebookRunResult
        {
            Path = path,
            Document = document,
            Status = error is null ? RunStatus.Succeeded : stopped?.Status ?? RunStatus.Failed,
            Duration = clock.Elapsed,
            Timings = timings,
            Error = error,
            OptionalError = optionalError == error ? null : optionalError,
            Skipped = skipped,
            NotRun = notRun,
        };
        Report(null, result);
        return result;
    }

    bool IsOptional(int index) => document.Cells[index].HasTag(OptionalTag);

    void RunCell(CellSession session, OutputRecorder recorder, int index, int number)
    {
        var cell = document.Cells[index];
        var start = clock.Elapsed;
        recorder.Begin(cell, number);
        var result = session.Run(cell.Source, number, recorder);
        if (IsOptional(index) && result.Fault is { Name: FaultNames.PackageRestore } restore)
        {
            missing = new SkippedCell(index, "this optional section needs packages that cannot be restored here", restore.Message);
            recorder.Text("stdout", $"Skipped: {missing.Reason}.\n");
            recorder.End();
            skipped.Add(missing);
            return;
        }
        cell.ExecutionCount = number;
        timings.Add(new CellTiming(index, clock.Elapsed - start));
        recorder.End();
        if (result.Fault is not { } fault)
            return;
        cell.Outputs.Add(new ErrorOutput(fault.Name, fault.Message, fault.Traceback));
        var failed = new CellError(index, fault.Line, fault.Name, fault.Message);
        if (IsOptional(index))
            optionalError ??= failed;
        else
            error ??= failed;
        if (result.IsStateLost || (!options.ContinueAfterFailure && !IsOptional(index)))
            stopped = result;
    }

    SessionOptions Limits() => new()
    {
        CellTimeLimit = options.CellTimeLimit,
        NotebookTimeLimit = options.NotebookTimeLimit,
        MemoryLimit = options.MemoryLimit,
        ProcessLimit = options.ProcessLimit,
        EndsWithItsProcess = true,
        CleanEnvironment = true,
        UsesControlGroup = options.UsesControlGroup,
    };
}

/// <summary>A notebook starts a cell, works on it, or is done.</summary>
sealed record NotebookStep(int Cell, int Cells, TimeSpan Elapsed, CellProgress? Work, NotebookRunResult? Result);
