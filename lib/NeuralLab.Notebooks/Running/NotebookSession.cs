using System.Diagnostics;
using NeuralLab.Notebooks.Packages;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks;

/// <summary>One notebook from its first cell to its end, on the thread that calls <see cref="Run"/>.</summary>
sealed class NotebookSession(
    NotebookDocument document, string path, RunOptions options, PackageRestorer restorer, Action<NotebookStep> report, CancellationToken cancellation)
{
    /// <summary>Cells with this tag need packages that not every machine can restore: they are skipped, visibly, where the restore fails.</summary>
    const string OptionalPackagesTag = "plotly-net";

    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly List<CellTiming> timings = [];
    readonly List<SkippedCell> skipped = [];
    readonly List<int> notRun = [];
    string? packagesMissing;
    CellError? error;
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
            if (stopped is not null)
            {
                notRun.Add(index);
                continue;
            }
            number++;
            Report(null);
            RunCell(session, recorder, index, number);
        }
        var result = new NotebookRunResult
        {
            Path = path,
            Document = document,
            Status = error is null ? RunStatus.Succeeded : stopped?.Status ?? RunStatus.Failed,
            Duration = clock.Elapsed,
            Timings = timings,
            Error = error,
            Skipped = skipped,
            NotRun = notRun,
        };
        Report(null, result);
        return result;
    }

    void RunCell(CellSession session, OutputRecorder recorder, int index, int number)
    {
        var cell = document.Cells[index];
        var isOptional = cell.HasTag(OptionalPackagesTag);
        var start = clock.Elapsed;
        recorder.Begin(cell, number);
        var result = isOptional && packagesMissing is not null ? null : session.Run(cell.Source, number, recorder);
        if (isOptional && result?.Fault is { Name: FaultNames.PackageRestore } missing)
            packagesMissing = $"the packages of this section cannot be restored here ({missing.Message.Split('\n')[0].Trim()})";
        if (isOptional && packagesMissing is not null)
        {
            recorder.Text("stdout", $"Skipped: {packagesMissing}\n");
            recorder.End();
            skipped.Add(new SkippedCell(index, packagesMissing));
            return;
        }
        cell.ExecutionCount = number;
        timings.Add(new CellTiming(index, clock.Elapsed - start));
        recorder.End();
        if (result!.Fault is not { } fault)
            return;
        cell.Outputs.Add(new ErrorOutput(fault.Name, fault.Message, fault.Traceback));
        error ??= new CellError(index, fault.Line, fault.Name, fault.Message);
        if (result.IsStateLost || !options.ContinueAfterFailure)
            stopped = result;
    }

    SessionOptions Limits() => new()
    {
        CellTimeLimit = options.CellTimeLimit,
        NotebookTimeLimit = options.NotebookTimeLimit,
        MemoryLimit = options.MemoryLimit,
        ProcessLimit = options.ProcessLimit,
        EndsWithItsProcess = true,
    };
}

/// <summary>A notebook starts a cell, works on it, or is done.</summary>
sealed record NotebookStep(int Cell, int Cells, TimeSpan Elapsed, CellProgress? Work, NotebookRunResult? Result);
