using System.Collections.Concurrent;
using System.Globalization;
using NeuralLab.Notebooks;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NeuralLab.Cli.Views;

/// <summary>Shows a run of notebooks: bars on a terminal, plain lines in a pipe.</summary>
static class RunView
{
    const int LongestLine = 2000;

    /// <summary>Runs the notebooks and shows how far they are.</summary>
    /// <param name="notebooks">Their files.</param>
    /// <param name="options">How they run.</param>
    /// <param name="verbose">True for a line for each cell.</param>
    /// <param name="cancellation">Ends them.</param>
    /// <param name="before">How many notebooks the command has run before these; default 0.</param>
    /// <param name="of">How many it runs in all; default: these.</param>
    /// <param name="done">Takes each result as soon as there is one, with its position in <paramref name="notebooks"/>; from several threads.</param>
    public static Task<IReadOnlyList<NotebookRunResult>> RunAsync(
        string[] notebooks, RunOptions options, bool verbose, CancellationToken cancellation,
        int before = 0, int? of = null, Action<int, NotebookRunResult>? done = null)
    {
        var runner = new NotebookRunner(options);
        var cells = new CellsColumn();
        return !Terminal.Out.Profile.Capabilities.Interactive
            ? runner.RunAsync(notebooks, new Results(new PlainProgress(verbose, before, of ?? notebooks.Length), done), cancellation)
            : Terminal.Out.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), cells, new ElapsedTimeColumn(), new SpinnerColumn())
                .StartAsync(context => runner.RunAsync(notebooks, new Results(new BarProgress(context, notebooks, cells), done), cancellation));
    }

    /// <summary>One line for each notebook; what failed goes to standard error as well. With verbose also what the package restore said.</summary>
    public static void ShowSummary(IReadOnlyList<NotebookRunResult> results, bool verbose)
    {
        if (results.Count == 0)
            return;
        var width = results.Max(result => Name(result.Path).Length);
        foreach (var result in results)
        {
            var skipped = result.Skipped.Count > 0 ? $", {result.Skipped.Count} cells skipped: {result.Skipped[0].Reason}" : "";
            Console.WriteLine($"{Name(result.Path).PadRight(width)}  {Describe(result)}{skipped}");
        }
        foreach (var detail in verbose ? results.SelectMany(result => result.Skipped).Select(skipped => skipped.Detail).OfType<string>().Distinct() : [])
            Console.WriteLine(detail);
        foreach (var result in results)
        {
            if (result.ErrorSummary is { } error)
                Console.Error.WriteLine($"neurallab: {(result.Status == RunStatus.Unreadable ? "" : $"{Name(result.Path)}: ")}{Printable(error)}");
            if (result.OptionalErrorSummary is { } optional)
                Console.Error.WriteLine($"neurallab: {Name(result.Path)}: optional section failed: {Printable(optional)}");
        }
    }

    static string Describe(NotebookRunResult result) => $"{result.Status switch
    {
        RunStatus.Succeeded => "succeeded",
        RunStatus.Failed => "failed",
        RunStatus.TimedOut => "ran out of time",
        RunStatus.Crashed => "crashed",
        RunStatus.Unreadable => "could not be read",
        _ => "cancelled",
    }} in {Seconds(result.Duration)}{(result.OptionalError is null ? "" : ", optional section failed")}";

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture);

    static string Name(string path) => Printable(Path.GetFileNameWithoutExtension(path));

    /// <summary>What a notebook wrote moves no cursor, changes no colour and fills no screen.</summary>
    static string Printable(string text) =>
        string.Concat((text.Length <= LongestLine ? text : text[..LongestLine] + "...").Select(letter => char.IsControl(letter) ? ' ' : letter));

    /// <summary>Hands on each result before anything is shown of it: a terminal that is gone costs nobody a result.</summary>
    sealed class Results(IProgress<RunProgress> view, Action<int, NotebookRunResult>? done) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Result is { } result)
                done?.Invoke(value.Notebook - 1, result);
            try
            {
                view.Report(value);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Nobody watches any more.
            }
        }
    }

    /// <summary>
    /// A line when a notebook starts and when it is done; with --verbose one for each cell. How far long work is changes too often for
    /// lines.
    /// </summary>
    sealed class PlainProgress(bool verbose, int before, int of) : IProgress<RunProgress>
    {
        readonly Lock writing = new();
        readonly Dictionary<int, int> latest = [];

        public void Report(RunProgress value)
        {
            lock (writing)
            {
                var isNew = latest.GetValueOrDefault(value.Notebook) < value.Cell || value.Result is not null;
                latest[value.Notebook] = value.Cell;
                if (isNew && Describe(value) is { } step)
                    Console.WriteLine($"[{before + value.Notebook}/{of}] {Name(value.Path)}: {step}");
            }
        }

        string? Describe(RunProgress value) => value switch
        {
            { Result: { } result } => RunView.Describe(result),
            { Cell: 1 } when !verbose => $"{value.Cells} code cells",
            _ when verbose => $"cell {value.Cell} of {value.Cells} at {Seconds(value.Elapsed)}",
            _ => null,
        };
    }

    /// <summary>A bar for each notebook.</summary>
    sealed class BarProgress(ProgressContext context, string[] notebooks, CellsColumn cells) : IProgress<RunProgress>
    {
        readonly ProgressTask[] bars = [.. notebooks.Select(path => context.AddTask(Markup.Escape(Name(path)), autoStart: false))];

        public void Report(RunProgress value)
        {
            var bar = bars[value.Notebook - 1];
            if (!bar.IsStarted)
                bar.StartTask();
            bar.MaxValue = Math.Max(1, value.Cells);
            bar.Value = value.Result is null ? value.Cell - 1 : bar.MaxValue;
            cells.Work[bar.Id] = value.Work;
            if (value.Result is null)
                return;
            bar.StopTask();
            if (value.Result.Status != RunStatus.Succeeded)
                bar.Description = $"[red]{bar.Description}[/]";
        }
    }

    /// <summary>"cell 3 of 12", and how far long work of the cell is: "training: 40 of 100 epochs, 3 s left".</summary>
    sealed class CellsColumn : ProgressColumn
    {
        /// <summary>The work of each notebook's cell, by the bar's number; null where there is none.</summary>
        public ConcurrentDictionary<int, CellProgress?> Work { get; } = new();

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task switch
            {
                { IsStarted: false } => "waits",
                { IsFinished: true } => "done",
                _ => string.Create(CultureInfo.InvariantCulture, $"cell {task.Value + 1} of {task.MaxValue}{(Work.GetValueOrDefault(task.Id) is { } work ? $", {work}" : "")}"),
            });
    }
}
