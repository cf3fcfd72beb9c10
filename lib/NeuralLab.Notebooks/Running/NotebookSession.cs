using System.Diagnostics;
using NeuralLab.Notebooks.Cells;
using NeuralLab.Notebooks.Packages;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks;

/// <summary>One notebook from its first cell to its end, on the thread that calls <see cref="Run"/>.</summary>
sealed class NotebookSession(
    NotebookDocument document, string path, RunOptions options, PackageRestorer restorer,
    Action<int, int, TimeSpan, NotebookRunResult?> report, CancellationToken cancellation)
{
    /// <summary>Cells with this tag need packages that not every machine can restore: they are skipped, visibly, where the restore fails.</summary>
    const string OptionalPackagesTag = "plotly-net";

    readonly string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
    readonly OutputRecorder recorder = new(options);
    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly List<CellTiming> timings = [];
    readonly List<SkippedCell> skipped = [];
    readonly List<int> notRun = [];
    readonly List<PackageRequest> packages = [];
    readonly List<string> sources = [];
    string? packagesMissing;
    CellError? error;

    public NotebookRunResult Run()
    {
        var cells = Enumerable.Range(0, document.Cells.Count).Where(index => document.Cells[index].CellType == CellType.Code).ToArray();
        foreach (var index in cells)
        {
            document.Cells[index].Outputs.Clear();
            document.Cells[index].ExecutionCount = null;
        }

        using var process = NotebookProcess.Start(folder, options, recorder);
        using var limit = process.EndAfter(options.NotebookTimeLimit, EndReason.NotebookTimeLimit);
        using var cancelled = cancellation.Register(() => process.End(EndReason.Cancelled));
        process.WaitUntilReady();
        var number = 0;
        foreach (var index in cells)
        {
            if (process.HasEnded || (error is not null && !options.ContinueAfterFailure))
                notRun.Add(index);
            else
                RunCell(process, index, ++number, cells.Length);
        }
        var result = new NotebookRunResult
        {
            Path = path,
            Document = document,
            Status = Status(process),
            Duration = clock.Elapsed,
            Timings = timings,
            Error = error,
            Skipped = skipped,
            NotRun = notRun,
        };
        report(number, cells.Length, clock.Elapsed, result);
        return result;
    }

    void RunCell(NotebookProcess process, int index, int number, int count)
    {
        report(number, count, clock.Elapsed, null);
        var cell = document.Cells[index];
        var isOptional = cell.HasTag(OptionalPackagesTag);
        var start = clock.Elapsed;
        recorder.Begin(cell, number);
        var fault = isOptional && packagesMissing is not null ? null : Execute(process, cell, number);
        if (isOptional && packagesMissing is not null)
        {
            recorder.Text("stdout", $"Skipped: {packagesMissing}\n");
            skipped.Add(new SkippedCell(index, packagesMissing));
        }
        else
        {
            cell.ExecutionCount = number;
            timings.Add(new CellTiming(index, clock.Elapsed - start));
        }
        recorder.End();
        if (fault is null)
            return;
        cell.Outputs.Add(new ErrorOutput(fault.Name, fault.Message, fault.Traceback));
        error ??= new CellError(index, fault.Line, fault.Name, fault.Message);
    }

    /// <returns>Why the cell failed; null where it did not, or is to be skipped (<see cref="packagesMissing"/>).</returns>
    CellFault? Execute(NotebookProcess process, NotebookCell cell, int number)
    {
        var name = $"cell {number}";
        try
        {
            var expanded = CellExpander.Expand(cell.Source, name, folder);
            return process.RunCell(number, Restore(expanded), expanded.Pieces);
        }
        catch (DirectiveException fault)
        {
            return new CellFault(FaultNames.Directive, fault.Message, fault.Place == name ? fault.Line : null, [fault.Message]);
        }
        catch (PackageRestoreException fault)
        {
            if (!cell.HasTag(OptionalPackagesTag))
                return new CellFault(FaultNames.PackageRestore, fault.Message, null, [fault.Message]);
            packagesMissing = $"the packages of this section cannot be restored here ({fault.Message.Split('\n')[0].Trim()})";
            return null;
        }
        catch (OperationCanceledException)
        {
            return process.Ended();
        }
    }

    IReadOnlyList<string> Restore(ExpandedCell cell)
    {
        sources.AddRange(cell.Sources.Except(sources));
        if (cell.Packages.Count == 0)
            return [];
        var wanted = packages.Union(cell.Packages).ToArray();
        var files = restorer.Restore(wanted, sources, folder);
        packages.AddRange(cell.Packages.Except(packages));
        return files;
    }

    RunStatus Status(NotebookProcess process) => process.Reason switch
    {
        _ when error is null => RunStatus.Succeeded,
        EndReason.Cancelled => RunStatus.Cancelled,
        EndReason.CellTimeLimit or EndReason.NotebookTimeLimit => RunStatus.TimedOut,
        _ when process.HasEnded => RunStatus.Crashed,
        _ => RunStatus.Failed,
    };
}
