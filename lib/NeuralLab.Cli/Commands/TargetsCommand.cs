using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using NeuralLab.Cli.Views;
using NeuralLab.Notebooks;
using Spectre.Console;

namespace NeuralLab.Cli.Commands;

/// <summary><c>neurallab targets</c>: trains for every target of the course and shows what was reached.</summary>
static class TargetsCommand
{
    public static Command Create()
    {
        var seeds = Whole("--seeds", "N", "Seeds of each target. Default: what the notebooks say (10).", least: 1);
        var first = Whole("--first-seed", "S", "The first of them. Default: what the notebooks say (1).", least: 0);
        var json = new Option<string>("--json") { Description = "Also write the table to this file, as an array of objects.", HelpName = "FILE" };
        var settings = new RunSettings();
        var command = new Command("targets", "Run the labs and show which of the course's targets are reached.") { seeds, first, json };
        settings.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            Dictionary<string, string> parameters = [];
            if (parsed.GetValue(seeds) is { } count) parameters["targetSeeds"] = Text(count);
            if (parsed.GetValue(first) is { } start) parameters["firstSeed"] = Text(start);
            var options = settings.Read(parsed) with { Parameters = parameters, IgnoreUnknownParameters = true };
            return RunAsync(options, parsed.GetValue(json), parsed.GetValue(NeuralLabCommand.Verbose), cancellation);
        });
        return command;
    }

    static async Task<int> RunAsync(RunOptions options, string? file, bool verbose, CancellationToken cancellation)
    {
        var notebooks = NotebookFinder.LabsOnly(ProjectRoot.Find());
        DataInput.Check();
        // A file that cannot be written to should be known before the labs have run; what is there stays until there is better.
        if (file is not null) AtomicTextFile.RequireWritable(file);

        var results = await RunView.RunAsync(notebooks, options, verbose, cancellation);
        if (cancellation.IsCancellationRequested)
            return ExitCodes.Cancelled;
        var outcomes = TargetOutcome.Collect(results.Select(result => result.Document));
        RunView.ShowSummary(results, verbose);
        Show(outcomes);
        if (file is not null) AtomicTextFile.Write(file, TargetOutcome.ToJson(outcomes) + "\n");
        var missed = outcomes.Count(outcome => !outcome.IsReached);
        Console.WriteLine($"{outcomes.Length - missed} of {outcomes.Length} targets reached");
        return missed == 0 && results.All(result => result.Status == RunStatus.Succeeded) ? ExitCodes.Done : ExitCodes.Failed;
    }

    static void Show(TargetOutcome[] outcomes)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("lab", "set", "measure");
        foreach (var head in new[] { "mean ± sd", "seeds", "course", "ours", "seconds" })
            table.AddColumn(new TableColumn(head).RightAligned());
        table.AddColumn("");
        foreach (var outcome in outcomes)
        {
            var (target, sign) = (outcome.Target, outcome.Target.HigherIsBetter ? "≥" : "≤");
            table.AddRow(
                target.Lab, Markup.Escape(target.Set), target.Measure,
                outcome.Record is null ? "not recorded" : $"{Number(outcome.Mean)} ± {Number(outcome.Deviation, "G2")}", Text(outcome.Seeds),
                target.Course is { } course ? $"{sign} {Number(course)}" : "-", $"{sign} {Number(target.Ours)}",
                outcome.Seconds.ToString("F1", CultureInfo.InvariantCulture), outcome.IsReached ? "[green]reached[/]" : "[red]missed[/]");
        }
        Terminal.Out.Write(table);
    }

    static Option<int?> Whole(string name, string help, string description, int least) => new(name)
    {
        Description = description,
        HelpName = help,
        CustomParser = result => Read(result, name, least),
    };

    static int? Read(ArgumentResult result, string name, int least)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= 1_000_000)
            return number;
        result.AddError($"{name} expects a whole number of {least} to 1000000, found '{text}'.");
        return null;
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    static string Number(double? number, string format = "G4") => number?.ToString(format, CultureInfo.InvariantCulture) ?? "not finite";
}
