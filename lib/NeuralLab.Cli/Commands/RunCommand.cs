using System.CommandLine;
using NeuralLab.Cli.Views;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli.Commands;

/// <summary><c>neurallab run</c>: runs notebooks and writes executed copies.</summary>
static class RunCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("NOTEBOOK") { Description = "A file, or the beginning of a lab's name: NN1.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "A folder for the executed copies, or for one notebook a file. Default: artifacts/notebooks.", HelpName = "PATH" };
        var values = new Option<string[]>("--set") { Description = "A value for a variable of the cell tagged 'parameters'; may be repeated.", HelpName = "NAME=VALUE" };
        var settings = new RunSettings();
        var command = new Command("run", "Run notebooks and write executed copies of them.") { names, output, values };
        settings.AddAllTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var options = settings.Read(parsed) with { Parameters = RunSettings.Parameters(parsed.GetValue(values) ?? []) };
            var notebooks = parsed.GetValue(names)!.Select(NotebookFinder.Find).ToArray();
            return RunAsync(
                notebooks, Targets(notebooks, parsed.GetValue(output)), options, parsed.GetValue(NeuralLabCommand.Verbose),
                results => settings.ExitCode(parsed, results), cancellation);
        });
        return command;
    }

    static async Task<int> RunAsync(
        string[] notebooks, string[] targets, RunOptions options, bool verbose, Func<IEnumerable<NotebookRunResult>, int> exitCode,
        CancellationToken cancellation)
    {
        SayWhatIsForeign(notebooks);
        var copies = new ExecutedCopies(targets);
        var results = await RunView.RunAsync(notebooks, options, verbose, cancellation, done: copies.Write);
        RunView.ShowSummary(cancellation.IsCancellationRequested ? [] : results, verbose);
        foreach (var target in copies.Written)
            Console.WriteLine($"Executed copy: {target}");
        foreach (var fault in copies.Faults)
            Console.Error.WriteLine($"neurallab: {fault}");
        return cancellation.IsCancellationRequested ? ExitCodes.Cancelled
            : copies.Faults.Count > 0 || results.Any(result => result.Status == RunStatus.Unreadable) ? ExitCodes.Unusable
            : exitCode(results);
    }

    /// <summary>A notebook is a program. Whoever runs one that came from elsewhere should know.</summary>
    static void SayWhatIsForeign(string[] notebooks)
    {
        var root = ProjectRoot.Find() + Path.DirectorySeparatorChar;
        foreach (var notebook in notebooks.Where(notebook => !notebook.StartsWith(root, StringComparison.Ordinal)))
            Console.WriteLine($"Note: {notebook} is not of this project: its code runs with your rights. Look into it first, if you do not know who wrote it.");
    }

    /// <summary>Where the executed copies go, one path for each notebook.</summary>
    static string[] Targets(string[] notebooks, string? output)
    {
        var isFile = output is not null && notebooks.Length == 1 && output.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(output);
        var folder = output ?? Path.Combine(ProjectRoot.Find(), "artifacts", "notebooks");
        var targets = notebooks.Select(notebook => Path.GetFullPath(isFile ? output! : Path.Combine(folder, Path.GetFileName(notebook)))).ToArray();
        if (targets.Distinct().Count() < targets.Length)
            throw new UsageException("two notebooks of one name cannot be written to one folder: run them one after the other");
        if (targets.Intersect(notebooks).FirstOrDefault() is { } source)
            throw new UsageException($"{source} would be replaced by its executed copy: give another place with --out");
        // What cannot be written to should be known before anything runs.
        foreach (var target in targets)
            AtomicTextFile.RequireWritable(target);
        return targets;
    }
}
