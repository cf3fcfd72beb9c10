using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NeuralLab.Assignments.Marks;
using NeuralLab.Assignments.Release;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Pages;

/// <summary>A page for lecturers on how a class did: points, how each exercise ended, and the wrong answers that came most often.</summary>
public static class StatsPage
{
    const int MostGroups = 5;
    const int MostHints = 8;
    const string GridColour = "rgba(128,128,128,0.3)";
    const int LongestSample = 1200;

    /// <summary>The page as the text of an HTML file that needs nothing beside it.</summary>
    /// <param name="manifest">The assignment.</param>
    /// <param name="marks">Of all students, at least one.</param>
    /// <exception cref="AssignmentException">There are no marks.</exception>
    public static string Of(Manifest manifest, IReadOnlyList<SubmissionMarks> marks)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(marks);
        if (marks.Count == 0) throw new AssignmentException("there are no marks in this folder");
        var document = new NotebookDocument { Cells = [.. Overview(manifest, marks), .. manifest.Exercises.SelectMany(exercise => Of(exercise, marks))] };
        var result = new NotebookRunResult { Path = manifest.Name, Document = document, Status = RunStatus.Succeeded, Duration = TimeSpan.Zero };
        return HtmlReport.Render([result], new ReportOptions { IsDocument = true });
    }

    static IEnumerable<NotebookCell> Overview(Manifest manifest, IReadOnlyList<SubmissionMarks> marks)
    {
        var totals = marks.Select(mark => mark.Total).Order().ToArray();
        yield return Words($"""
            # {manifest.Name}: {marks.Count} submissions

            Mean {totals.Average().ToString("0.0", CultureInfo.InvariantCulture)} of {Manifest.Text(manifest.Max)} points, median {Manifest.Text(Median(totals))}. Grading one took {Seconds(Median(marks.Select(mark => mark.Seconds).Order()))} (median).

            | exercise | right | in part | points, mean | time, median |
            |---|---:|---:|---:|---:|
            {string.Join('\n', manifest.Exercises.Select(exercise => Row(exercise, All(exercise, marks))))}

            {string.Join('\n', marks.GroupBy(mark => mark.Status).OrderBy(group => group.Key).Select(group => $"- {group.Key}: {group.Count()}"))}
            """);
        yield return Bars(
            "Points of all exercises", "points",
            Counts(
                totals.Select(total => Manifest.Text(Math.Floor(total))),
                Enumerable.Range(0, (int)Math.Ceiling(manifest.Max) + 1).Select(points => Manifest.Text(points))));
    }

    static IEnumerable<NotebookCell> Of(Exercise exercise, IReadOnlyList<SubmissionMarks> marks)
    {
        var all = All(exercise, marks);
        yield return Words($"## {exercise.Name}\n\n{all.Count(mark => mark.Kind == MarkKind.Right)} of {all.Length} are right, {all.Count(mark => mark.Kind == MarkKind.Partial)} in part; of {Manifest.Text(exercise.Points)} points {Manifest.Text(Math.Round(all.Average(mark => mark.Points), 2))} in the mean. {Time(all)}.");
        yield return Bars($"{exercise.Name}: how it ended", "", Counts(all.Select(mark => mark.Kind.ToString()), Enum.GetNames<MarkKind>()).Where(pair => pair.Count > 0));
        var hints = all.Where(mark => mark.Hint.Length > 0).CountBy(mark => mark.Hint)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostHints).ToArray();
        if (hints.Length > 0) yield return Plain("What the check found\n" + string.Join('\n', hints.Select(hint => $"{hint.Value,4} x {hint.Key}")));
        foreach (var group in all.Where(mark => mark.Kind is not (MarkKind.Right or MarkKind.Missing or MarkKind.Unanswered))
            .GroupBy(mark => string.Join(' ', TokenPattern.Of(mark.Answer)))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostGroups))
            yield return Sample(group.Count(), group.First());
    }

    static ExerciseMark[] All(Exercise exercise, IReadOnlyList<SubmissionMarks> marks) =>
        [.. marks.SelectMany(submission => submission.Marks).Where(mark => mark.Exercise == exercise.Id)];

    static string Row(Exercise exercise, ExerciseMark[] all) =>
        string.Create(CultureInfo.InvariantCulture, $"| {exercise.Name} | {all.Count(mark => mark.Kind == MarkKind.Right)} | {all.Count(mark => mark.Kind == MarkKind.Partial)} | {all.Average(mark => mark.Points):0.0} of {Manifest.Text(exercise.Points)} | {MedianTime(all)} |");

    static string Time(ExerciseMark[] all) => MedianTime(all) is "-" ? "No answer was run" : $"Running and checking an answer took {MedianTime(all)} (median)";

    /// <summary>Of the answers that were run.</summary>
    static string MedianTime(ExerciseMark[] all) =>
        all.Where(mark => mark.Seconds > 0).Select(mark => mark.Seconds).Order().ToArray() is { Length: > 0 } times
            ? Seconds(Median(times))
            : "-";

    static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s");

    static NotebookCell Sample(int count, ExerciseMark mark)
    {
        var answer = mark.Answer.Length > LongestSample ? mark.Answer[..LongestSample] + "\n// ..." : mark.Answer;
        return Plain($"{count} x {mark.Kind}: {mark.Reason}\n\n    {answer.ReplaceLineEndings("\n    ")}");
    }

    /// <summary>A student's code is shown as it is, never as text with markup.</summary>
    static NotebookCell Plain(string text) => new(CellType.Code, "") { Outputs = [new StreamOutput("stdout", text + "\n")] };

    static NotebookCell Words(string text) => new(CellType.Markdown, text);

    static NotebookCell Bars(string title, string axis, IEnumerable<(string Name, int Count)> bars)
    {
        (string Name, int Count)[] all = [.. bars];
        StringBuilder words = new(title);
        foreach (var (name, count) in all) words.Append(CultureInfo.InvariantCulture, $"; {name}: {count}");
        var figure = new JsonObject
        {
            ["data"] = new JsonArray(new JsonObject
            {
                ["type"] = "bar", ["x"] = new JsonArray([.. all.Select(bar => (JsonNode)bar.Name)]), ["y"] = new JsonArray([.. all.Select(bar => (JsonNode)bar.Count)]),
            }),
            ["layout"] = new JsonObject
            {
                ["title"] = new JsonObject { ["text"] = title }, ["height"] = 260, ["bargap"] = 0.4,
                ["margin"] = new JsonObject { ["l"] = 60, ["r"] = 20, ["t"] = 50, ["b"] = 50 },
                ["xaxis"] = new JsonObject { ["type"] = "category", ["title"] = new JsonObject { ["text"] = axis }, ["automargin"] = true },
                ["yaxis"] = new JsonObject { ["title"] = new JsonObject { ["text"] = "submissions" }, ["rangemode"] = "tozero", ["gridcolor"] = GridColour },
            },
        };
        return new NotebookCell(CellType.Code, "")
        {
            Outputs = [new DisplayOutput(new JsonObject { [MimeTypes.Plotly] = figure, [MimeTypes.Text] = words.ToString() }, [])]
        };
    }

    static IEnumerable<(string Name, int Count)> Counts(IEnumerable<string> values, IEnumerable<string> names)
    {
        var counts = values.CountBy(value => value).ToDictionary();
        return names.Select(name => (name, counts.GetValueOrDefault(name)));
    }

    static double Median(IEnumerable<double> ordered)
    {
        double[] all = [.. ordered];
        return (all[(all.Length - 1) / 2] + all[all.Length / 2]) / 2;
    }
}
