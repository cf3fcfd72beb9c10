using System.CommandLine;
using System.Globalization;
using NeuralLab.Assignments;
using NeuralLab.Assignments.Grading;
using NeuralLab.Assignments.Isolation;
using NeuralLab.Assignments.Marks;
using NeuralLab.Assignments.Release;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli.Commands;

/// <summary><c>neurallab assignment</c>: from a source notebook to graded submissions.</summary>
static class AssignmentCommand
{
    const string ManifestFolder = "manifest", ReleaseFolder = "release";

    public static Command Create() => new("assignment", "Make assignments of notebooks, check and grade what students hand in.")
    {
        CreateCommand(), CheckCommand(), AssignmentGradeCommand.Create(), AssignmentGradeCommand.CreateMerge(),
        AssignmentPagesCommand.CreateFeedback(), AssignmentPagesCommand.CreateStats(),
    };

    /// <summary>What the labs need beside their notebooks.</summary>
    public static LabFiles Files()
    {
        var root = ProjectRoot.Find();
        var scripts = ((string[])["plotly-net.csx", "plotly.min.js"]).Select(name => Path.Combine(root, "notebooks", name)).Where(File.Exists);
        return new LabFiles { DataFolder = Path.Combine(root, "data"), Scripts = [.. scripts] };
    }

    static Command CreateCommand()
    {
        var sources = new Argument<string[]>("SOURCE") { Description = "Notebooks with solutions: files, or beginnings of labs' names.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "The folder for release/ and manifest/.", HelpName = "DIR", Required = true };
        var seed = new Option<int?>("--seed") { Description = "The hidden seed of the checks; default: drawn, or that of the manifest that is there.", HelpName = "N" };
        var command = new Command("create", "Make the students' notebook and zip, and the lecturer's manifest.") { sources, output, seed };
        command.SetAction(parsed => CreateAll(parsed.GetValue(sources)!, parsed.GetValue(output)!, parsed.GetValue(seed)));
        return command;
    }

    static int CreateAll(string[] sources, string output, int? seed)
    {
        var creator = new AssignmentCreator(Files());
        var leaks = 0;
        foreach (var source in sources.Select(NotebookFinder.Find))
        {
            var name = Path.GetFileNameWithoutExtension(source);
            var manifest = Path.Combine(output, ManifestFolder, name + ".json");
            var assignment = creator.Create(source, seed ?? (File.Exists(manifest) ? Manifest.Load(manifest).Seed : null));
            foreach (var leak in assignment.Leaks) Console.Error.WriteLine($"{name}: leak: {leak}");
            leaks += assignment.Leaks.Count;
            if (assignment.Leaks.Count > 0) continue;
            assignment.Manifest.Save(manifest);
            assignment.Release.Save(Path.Combine(output, ReleaseFolder, name + ".ipynb"));
            File.WriteAllBytes(Path.Combine(output, ReleaseFolder, name + ".zip"), creator.Zip(assignment));
            Console.WriteLine($"{name}: {assignment.Manifest.Exercises.Count} exercises, {Manifest.Text(assignment.Manifest.Max)} points; for students: {Path.Combine(output, ReleaseFolder, name + ".zip")}");
        }
        if (leaks == 0) return ExitCodes.Done;
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"neurallab: {leaks} leaks: nothing was written for these notebooks"));
        return ExitCodes.Failed;
    }

    static Command CheckCommand()
    {
        var notebook = new Argument<string>("NOTEBOOK") { Description = "Your notebook." };
        var command = new Command("check", "Run all checks of a notebook: verdicts, and points so far.") { notebook };
        command.SetAction((parsed, cancellation) => Task.Run(() => Check(parsed.GetValue(notebook)!, cancellation), CancellationToken.None));
        return command;
    }

    static int Check(string notebook, CancellationToken cancellation)
    {
        var exercises = NotebookCheck.Run(NotebookFinder.Find(notebook), cancellation);
        foreach (var (exercise, points, max, verdict) in exercises)
        {
            var word = verdict.Share >= 1 ? "right" : verdict.IsUnanswered ? "no answer yet" : verdict.Share > 0 ? "right in part" : "not yet";
            Console.WriteLine($"{exercise}: {word}, {Manifest.Text(points)} of {Manifest.Text(max)} points");
            if (verdict is { Share: < 1, IsUnanswered: false }) Console.WriteLine($"    {verdict.Message}{(verdict.Hint.Length > 0 ? $"\n    Hint: {verdict.Hint}" : "")}");
        }
        var open = exercises.Count(exercise => exercise.Verdict.Share < 1);
        Console.WriteLine($"{Manifest.Text(exercises.Sum(exercise => exercise.Points))} of {Manifest.Text(exercises.Sum(exercise => exercise.Max))} points so far{(open == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {open} of {exercises.Count} exercises are not finished"))}.");
        return open == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
