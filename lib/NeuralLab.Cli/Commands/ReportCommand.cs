using System.CommandLine;
using System.Globalization;
using NeuralLab.Cli.Views;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli.Commands;

/// <summary><c>neurallab report</c>: runs the labs and the course's report and shows them in one HTML file; or the report alone, as a document.</summary>
static class ReportCommand
{
    /// <summary>What the notebook of the report calls the file with the labs' results.</summary>
    const string TargetsParameter = "targetsFile";

    const string AuthorsParameter = "authors";

    public static Command Create()
    {
        var output = new Option<string>("--out") { Description = "The folder for index.html, targets.json and the executed notebooks. Default: artifacts/report.", HelpName = "DIR" };
        var pdf = new Option<bool>("--pdf") { Description = "Also write index.pdf beside it, printed by Chromium." };
        var only = new Option<string[]>("--only")
        {
            Description = "Only this notebook; may be repeated. '--only report' gives the document to hand in: report.html and, where Chromium is, report.pdf. "
                + "Its table of results is that of targets.json in DIR, which an earlier report left there; where there is none, the labs run first.",
            HelpName = "NOTEBOOK",
        };
        var values = new Option<string[]>("--set") { Description = "A value for a variable of the cell tagged 'parameters', in every notebook that has it; may be repeated.", HelpName = "NAME=VALUE" };
        var settings = new RunSettings();
        var command = new Command("report", "Run all labs and write one self-contained HTML report.") { output, pdf, only, values };
        settings.AddAllTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var root = ProjectRoot.Find();
            var all = NotebookFinder.Labs(root);
            var run = new ReportRun(
                all,
                parsed.GetValue(only) is { Length: > 0 } names ? [.. all.Intersect(names.Select(NotebookFinder.Find))] : all,
                parsed.GetValue(output) is { } named ? Path.GetFullPath(named) : Path.Combine(root, "artifacts", "report"),
                settings.Read(parsed) with { Parameters = RunSettings.Parameters(parsed.GetValue(values) ?? []), IgnoreUnknownParameters = true },
                parsed.GetValue(NeuralLabCommand.Verbose),
                cancellation);
            return RunAsync(run, parsed.GetValue(pdf), results => settings.ExitCode(parsed, results));
        });
        return command;
    }

    /// <summary>One call of the command.</summary>
    /// <param name="All">The labs in their order, then the report.</param>
    /// <param name="Chosen">Those to show.</param>
    /// <param name="Folder">For what is written.</param>
    /// <param name="Options">How notebooks run.</param>
    /// <param name="Verbose">True to say more.</param>
    /// <param name="Cancellation">Ends it.</param>
    sealed record ReportRun(string[] All, string[] Chosen, string Folder, RunOptions Options, bool Verbose, CancellationToken Cancellation)
    {
        public bool IsDocument => Chosen is [var one] && IsReport(one);

        public string Page => Path.Combine(Folder, IsDocument ? "report.html" : "index.html");

        public string Targets => Path.Combine(Folder, "targets.json");

        /// <summary>For the executed notebooks: whatever becomes of the page, they are there.</summary>
        public string Copies => Path.Combine(Folder, "notebooks");

        public ExecutedCopies CopiesOf(string[] notebooks) => new([.. notebooks.Select(path => Path.Combine(Copies, Path.GetFileName(path)))]);
    }

    static async Task<int> RunAsync(ReportRun run, bool pdf, Func<IEnumerable<NotebookRunResult>, int> exitCode)
    {
        if (run.Chosen.Length == 0)
            throw new UsageException("--only names a notebook that is no lab and not the report");
        var chromium = pdf || run.IsDocument ? Chromium.Find() : null;
        if (pdf && chromium is null)
            throw new UsageException("--pdf needs Chromium, which was not found: install it, or leave out --pdf");
        CheckParameters(run);
        DataInput.Check();
        // What cannot be written to should be known before the labs have run.
        foreach (var file in new[] { run.Page, run.Targets, Path.ChangeExtension(run.Page, ".pdf") }.Take(chromium is null ? 2 : 3))
            AtomicTextFile.RequireWritable(file);
        Directory.CreateDirectory(run.Copies);

        var results = await ResultsAsync(run);
        if (run.Cancellation.IsCancellationRequested)
            return ExitCodes.Cancelled;
        HtmlReport.Write(
            run.Page, results,
            new ReportOptions { IsDocument = run.IsDocument, Authors = run.Options.Parameters.GetValueOrDefault(AuthorsParameter, "") });
        RunView.ShowSummary(results, run.Verbose);
        Console.WriteLine($"Report: {run.Page}");
        if (chromium is not null)
            Console.WriteLine($"PDF: {await Chromium.PrintAsync(chromium, run.Page, run.Cancellation)}");
        else if (run.IsDocument)
            Console.WriteLine("No PDF: Chromium was not found. A browser prints the page as well.");
        return exitCode(results);
    }

    /// <summary>The labs first, then the report, which shows what they reached.</summary>
    static async Task<IReadOnlyList<NotebookRunResult>> ResultsAsync(ReportRun run)
    {
        string[] labs = [.. run.Chosen.Where(path => !IsReport(path))];
        string[] reports = [.. run.Chosen.Where(IsReport)];
        var options = run.Options;
        var results = await LabsAsync(run, labs, run.Chosen.Length);
        if (reports.Length == 0 || run.Cancellation.IsCancellationRequested)
            return results;
        if (!options.Parameters.ContainsKey(TargetsParameter) && await TargetsAsync(run, results) is { } file)
            options = options with { Parameters = new Dictionary<string, string>(options.Parameters) { [TargetsParameter] = file } };
        return
        [
            .. results,
            .. await RunView.RunAsync(
                reports, options, run.Verbose, run.Cancellation, before: labs.Length, of: run.Chosen.Length, run.CopiesOf(reports).Write)
        ];
    }

    /// <summary>The file with what the labs reached: of these results if they are those of all labs, else of an earlier run, else of one made now.</summary>
    static async Task<string?> TargetsAsync(ReportRun run, IReadOnlyList<NotebookRunResult> results)
    {
        string[] labs = [.. run.All.Where(path => !IsReport(path))];
        if (results.Count < labs.Length)
        {
            if (File.Exists(run.Targets))
            {
                Console.WriteLine($"Targets: {run.Targets} of {File.GetLastWriteTime(run.Targets).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)}");
                return run.Targets;
            }
            Console.WriteLine($"There is no {run.Targets} yet: the labs run first, for the report's table of targets.");
            results = await LabsAsync(run, labs, labs.Length);
        }
        var recorded = TargetOutcome.Collect(results.Select(result => result.Document)).Where(outcome => outcome.Record is not null).ToArray();
        if (recorded.Length == 0 || run.Cancellation.IsCancellationRequested)
            return null;
        AtomicTextFile.Write(run.Targets, TargetOutcome.ToJson(recorded) + "\n");
        return run.Targets;
    }

    /// <summary>Later labs train longer: they start first, so that no processor waits for the last one alone.</summary>
    static async Task<IReadOnlyList<NotebookRunResult>> LabsAsync(ReportRun run, string[] labs, int of)
    {
        if (labs.Length == 0)
            return [];
        string[] longestFirst = [.. labs.Reverse()];
        return
        [
            .. (await RunView.RunAsync(
                longestFirst, run.Options, run.Verbose, run.Cancellation, before: 0, of, run.CopiesOf(longestFirst).Write)).Reverse()
        ];
    }

    /// <summary>A value that no notebook takes is a slip of the keyboard.</summary>
    static void CheckParameters(ReportRun run)
    {
        if (run.Options.Parameters.Count == 0)
            return;
        using var reader = new ParameterReader();
        var known = run.Chosen.SelectMany(path => reader.Read(NotebookDocument.Load(path), path)).Select(parameter => parameter.Name).Distinct().ToArray();
        if (run.Options.Parameters.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new UsageException($"--set gives '{unknown}', which none of these notebooks has; known: {string.Join(", ", known)}");
    }

    static bool IsReport(string path) => Path.GetFileNameWithoutExtension(path) == "report";
}
