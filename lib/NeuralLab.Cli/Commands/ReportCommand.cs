using System.CommandLine;
using NeuralLab.Cli.Views;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli.Commands;

/// <summary><c>neurallab report</c>: runs all labs and shows them in one HTML file.</summary>
static class ReportCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--out") { Description = "The folder for index.html. Default: artifacts/report.", HelpName = "DIR" };
        var pdf = new Option<bool>("--pdf") { Description = "Also write index.pdf beside it, printed by Chromium." };
        var settings = new RunSettings();
        var command = new Command("report", "Run all labs and write one self-contained HTML report.") { output, pdf };
        settings.AddAllTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var root = ProjectRoot.Find();
            var folder = parsed.GetValue(output) is { } named ? Path.GetFullPath(named) : Path.Combine(root, "artifacts", "report");
            return RunAsync(root, folder, settings.Read(parsed), parsed.GetValue(pdf), parsed.GetValue(NeuralLabCommand.Verbose), results => settings.ExitCode(parsed, results), cancellation);
        });
        return command;
    }

    static async Task<int> RunAsync(string root, string folder, RunOptions options, bool pdf, bool verbose, Func<IEnumerable<NotebookRunResult>, int> exitCode, CancellationToken cancellation)
    {
        var notebooks = NotebookFinder.Labs(root);
        var chromium = pdf ? Chromium.Find() ?? throw new UsageException("--pdf needs Chromium, which was not found: install it, or leave out --pdf") : null;
        DataInput.Check();
        // What cannot be written to should be known before the labs have run.
        Directory.CreateDirectory(folder);

        var results = await RunView.RunAsync(notebooks, options, verbose, cancellation);
        if (cancellation.IsCancellationRequested)
            return ExitCodes.Cancelled;
        var page = Path.Combine(folder, "index.html");
        HtmlReport.Write(page, results);
        RunView.ShowSummary(results, verbose);
        Console.WriteLine($"Report: {page}");
        if (chromium is not null)
            Console.WriteLine($"PDF: {await Chromium.PrintAsync(chromium, page, cancellation)}");
        return exitCode(results);
    }
}
