using System.CommandLine;
using System.Globalization;
using NeuralLab.Assignments.Marks;
using NeuralLab.Assignments.Pages;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli.Commands;

/// <summary><c>neurallab assignment feedback</c> and <c>stats</c>: pages for students and for lecturers.</summary>
static class AssignmentPagesCommand
{
    public static Command CreateFeedback()
    {
        var (marks, manifest) = (MarksArgument(), AssignmentGradeCommand.ManifestOption());
        var output = new Option<string>("--out") { Description = "The folder for the pages.", HelpName = "DIR", Required = true };
        var command = new Command("feedback", "Write a page for each student.") { marks, manifest, output };
        command.SetAction(parsed =>
        {
            var all = Load(parsed.GetValue(marks)!);
            FeedbackPage.WriteAll(AssignmentGradeCommand.LoadManifest(parsed.GetValue(manifest)!), all, parsed.GetValue(output)!);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all.Count} pages: {parsed.GetValue(output)}"));
            return ExitCodes.Done;
        });
        return command;
    }

    public static Command CreateStats()
    {
        var (marks, manifest) = (MarksArgument(), AssignmentGradeCommand.ManifestOption());
        var output = new Option<string>("--out") { Description = "The page.", HelpName = "FILE", Required = true };
        var command = new Command("stats", "Write a page on how the class did.") { marks, manifest, output };
        command.SetAction(parsed =>
        {
            AtomicTextFile.Write(
                parsed.GetValue(output)!,
                StatsPage.Of(AssignmentGradeCommand.LoadManifest(parsed.GetValue(manifest)!), Load(parsed.GetValue(marks)!)));
            Console.WriteLine(parsed.GetValue(output));
            return ExitCodes.Done;
        });
        return command;
    }

    static Argument<string> MarksArgument() => new("MARKS") { Description = "The folder that grade has written." };

    static IReadOnlyList<SubmissionMarks> Load(string folder) =>
        new MarksFile(folder).All() is { Count: > 0 } marks ? marks : throw new UsageException($"{folder} holds no marks");
}
