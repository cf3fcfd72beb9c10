using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NeuralLab.Labs;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli.Tests;

/// <summary>A lab as a student has it: exercises without an answer, or with one that does not compile, run on past what fails.</summary>
sealed partial class StudentCopy : IDisposable
{
    /// <summary>Small numbers of epochs and seeds: what is tested here is which cells run.</summary>
    static readonly Dictionary<string, string> Small = new() { ["epochScale"] = "0.01", ["seeds"] = "1", ["targetSeeds"] = "1" };

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("neurallab-student-");
    readonly NotebookDocument document;

    public StudentCopy(string lab)
    {
        var notebooks = Path.Combine(RealReport.Root, "notebooks");
        Name = lab;
        document = NotebookDocument.Load(Directory.GetFiles(notebooks, $"{lab}*.ipynb").Single());
        // Packages have tests of their own.
        document.Cells.RemoveAll(cell => cell.HasTag("plotly-net"));
        File.Copy(Path.Combine(notebooks, "lab.csx"), Path.Combine(folder.FullName, "lab.csx"));
        Exercises = [.. document.Cells.Where(cell => Solution().IsMatch(cell.Source)).Select(cell => new Exercise(cell, CheckOf(cell)))];
    }

    public string Name { get; }

    /// <summary>The lab's exercises, in their order.</summary>
    public IReadOnlyList<Exercise> Exercises { get; }

    /// <summary>Puts a line of code in the place of a solution.</summary>
    public static void Replace(Exercise exercise, string line) => exercise.Cell.Source = Solution().Replace(exercise.Cell.Source, line);

    /// <summary>Runs all cells that are left and returns what failed.</summary>
    public async Task<IReadOnlyList<Failure>> Run()
    {
        var path = Path.Combine(folder.FullName, $"{Name}.ipynb");
        document.Save(path);
        var runner = new NotebookRunner(new RunOptions { ContinueAfterFailure = true, Parameters = Small, IgnoreUnknownParameters = true, Jobs = 1 });
        var result = Assert.Single(await runner.RunAsync([path], cancellation: TestContext.Current.CancellationToken));
        Assert.Empty(result.NotRun);
        // The runner reads the file: its cells are others than those here, in the same order.
        foreach (var (mine, executed) in document.Cells.Zip(result.Document.Cells.Where(cell => !cell.Source.StartsWith("// Parameters", StringComparison.Ordinal))))
        {
            mine.Outputs.Clear();
            mine.Outputs.AddRange(executed.Outputs);
        }
        return [.. document.Cells.SelectMany(cell => cell.Outputs.OfType<ErrorOutput>().Select(error => new Failure(cell, error.Name, error.Message)))];
    }

    /// <summary>What the check of an exercise said.</summary>
    public static string? Verdict(Exercise exercise) => Checked(exercise) is { } check ? $"{check["exercise"]}: {check["message"]}" : null;

    /// <summary>True if the check of an exercise accepted the answer.</summary>
    public static bool IsRight(Exercise exercise) => (bool?)Checked(exercise)?["passed"] ?? false;

    public void Dispose() => folder.Delete(recursive: true);

    static JsonObject? Checked(Exercise exercise) => exercise.Check.Outputs.OfType<DisplayOutput>().Select(output => output.Data[CheckResult.MimeType]).OfType<JsonObject>().SingleOrDefault();

    NotebookCell CheckOf(NotebookCell solution) => document.Cells.First(cell => (string?)cell.Metadata["nbgrader"]?["grade_id"] == $"{solution.Metadata["nbgrader"]!["grade_id"]}-check");

    [GeneratedRegex(@"// BEGIN SOLUTION.*// END SOLUTION", RegexOptions.Singleline)]
    private static partial Regex Solution();
}

/// <summary>An exercise of a lab.</summary>
/// <param name="Cell">Where the answer goes.</param>
/// <param name="Check">Where it is checked.</param>
sealed partial record Exercise(NotebookCell Cell, NotebookCell Check)
{
    /// <summary>The function or class that is asked for.</summary>
    public string Answer { get; } = Argument().Match(Check.Source).Groups[1].Value;

    [GeneratedRegex(@"\((?:new )?(\w+)")]
    private static partial Regex Argument();
}

/// <summary>A cell that failed.</summary>
sealed record Failure(NotebookCell Cell, string Name, string Message)
{
    public override string ToString() => $"{Cell.Id}: {Name}: {Message.Split('\n')[0]}";
}
