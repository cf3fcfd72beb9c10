using System.Globalization;
using NeuralLab.Notebooks;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NeuralLab.Cli.Views;

/// <summary>Shows a run of notebooks: bars on a terminal, plain lines in a pipe.</summary>
static class RunView
{
    /// <summary>Runs the notebooks and shows how far they are.</summary>
    public static Task<IReadOnlyList<NotebookRunResult>> RunAsync(string[] notebooks, RunOptions options, bool verbose, CancellationToken cancellation)
    {
        var runner = new NotebookRunner(options);
        return !Terminal.Out.Profile.Capabilities.Interactive
            ? runner.RunAsync(notebooks, new PlainProgress(verbose), cancellation)
            : Terminal.Out.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new CellsColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
                .StartAsync(context => runner.RunAsync(notebooks, new BarProgress(context, notebooks), cancellation));
    }

    /// <summary>One line for each notebook; what failed goes to standard error as well.</summary>
    public static void ShowSummary(IReadOnlyList<NotebookRunResult> results)
    {
        var width = results.Max(result => Name(result.Path).Length);
        foreach (var result in results)
        {
            var skipped = result.Skipped.Count > 0 ? $", {result.Skipped.Count} cells skipped: {result.Skipped[0].Reason}" : "";
            Console.WriteLine($"{Name(result.Path).PadRight(width)}  {Describe(result)}{skipped}");
        }
        foreach (var result in results.Where(result => result.Error is not null))
            Console.Error.WriteLine($"neurallab: {Name(result.Path)}: {result.ErrorSummary}");
    }

    static string Describe(NotebookRunResult result) => $"{result.Status switch
    {
        RunStatus.Succeeded => "succeeded",
        RunStatus.Failed => "failed",
        RunStatus.TimedOut => "ran out of time",
        RunStatus.Crashed => "crashed",
        _ => "cancelled",
    }} in {Seconds(result.Duration)}";

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture);

    static string Name(string path) => Path.GetFileNameWithoutExtension(path);

    /// <summary>A line when a notebook starts and when it is done; with --verbose one for each cell.</summary>
    sealed class PlainProgress(bool verbose) : IProgress<RunProgress>
    {
        readonly Lock writing = new();

        public void Report(RunProgress value)
        {
            var step = value switch
            {
                { Result: { } result } => Describe(result),
                { Cell: 1 } when !verbose => $"{value.Cells} code cells",
                _ when verbose => $"cell {value.Cell} of {value.Cells} at {Seconds(value.Elapsed)}",
                _ => null,
            };
            if (step is null)
                return;
            lock (writing)
                Console.WriteLine($"[{value.Notebook}/{value.Notebooks}] {Name(value.Path)}: {step}");
        }
    }

    /// <summary>A bar for each notebook.</summary>
    sealed class BarProgress(ProgressContext context, string[] notebooks) : IProgress<RunProgress>
    {
        readonly ProgressTask[] bars = [.. notebooks.Select(path => context.AddTask(Markup.Escape(Name(path)), autoStart: false))];

        public void Report(RunProgress value)
        {
            var bar = bars[value.Notebook - 1];
            if (!bar.IsStarted)
                bar.StartTask();
            bar.MaxValue = Math.Max(1, value.Cells);
            bar.Value = value.Result is null ? value.Cell - 1 : bar.MaxValue;
            if (value.Result is null)
                return;
            bar.StopTask();
            if (value.Result.Status != RunStatus.Succeeded)
                bar.Description = $"[red]{bar.Description}[/]";
        }
    }

    /// <summary>"cell 3 of 12".</summary>
    sealed class CellsColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task switch
            {
                { IsStarted: false } => "waits",
                { IsFinished: true } => "done",
                _ => string.Create(CultureInfo.InvariantCulture, $"cell {task.Value + 1} of {task.MaxValue}"),
            });
    }
}
