using System.Globalization;
using System.IO.Compression;
using NeuralLab.Assignments.Isolation;
using NeuralLab.Assignments.Marks;
using NeuralLab.Assignments.Tests.Class;
using NeuralLab.Assignments.Tests.Grading;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Tests;

/// <summary>The way of a course, with the command as people type it.</summary>
public sealed class CommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    [Fact]
    public async Task What_students_unpack_anywhere_can_be_checked_and_run()
    {
        var (created, output, errors) = await Command.Run("assignment", "create", "NN1", "--out", folder.File("course"), "--seed", "424242424");
        Assert.True(created == 0, output + errors);
        ZipFile.ExtractToDirectory(folder.File("course/release/NN1-forward-pass.zip"), folder.File("student"));
        var notebook = folder.File("student/NN1-forward-pass/NN1-forward-pass.ipynb");

        var (exitCode, unsolved, _) = await Command.Run("assignment", "check", notebook);
        Assert.Equal(1, exitCode);
        Assert.Contains("NN1.1: no answer yet, 0 of 2 points", unsolved, StringComparison.Ordinal);
        Assert.Contains("0 of 11 points so far; 4 of 4 exercises are not finished.", unsolved, StringComparison.Ordinal);

        var course = Course.Of("NN1");
        var answered = course.Answered(exercise => exercise.Name == "NN1.3" ? OtherAnswers.Partly[exercise.Id].Body : course.Solution(exercise));
        answered.Save(notebook);
        var (_, solved, _) = await Command.Run("assignment", "check", notebook);
        Assert.Contains("NN1.1: right, 2 of 2 points", solved, StringComparison.Ordinal);
        Assert.Contains("NN1.3: right in part, 1.5 of 3 points", solved, StringComparison.Ordinal);
        Assert.Contains("9.5 of 11 points so far; 1 of 4", solved, StringComparison.Ordinal);
    }

    /// <summary>nbgrader's rule: an error is 0, a number above 0 that a cell shows is its points, all else is all points.</summary>
    [Theory]
    [InlineData("solved", "2 3 3 3")]
    [InlineData("in part", "2 3 1.5 3")]
    [InlineData("empty", "0 0 0 0")]
    [InlineData("wrong", "0 0 0 0")]
    public async Task nbgrader_reads_the_points_that_are_due(string kind, string expected)
    {
        var course = Course.Of("NN1");
        var notebook = course.Answered(exercise => kind switch
        {
            "empty" => null,
            "wrong" => "return default;",
            "in part" when OtherAnswers.Partly.TryGetValue(exercise.Id, out var part) => part.Body,
            _ => course.Solution(exercise),
        });
        Course.Files.WriteTo(folder.Path);
        notebook.Save(folder.File("NN1.ipynb"));
        await Command.Run(new Dictionary<string, string> { ["NEURALLAB_GRADING"] = "nbgrader" }, "run", folder.File("NN1.ipynb"), "--keep-going", "--out", folder.File("done.ipynb"));
        var cells = NotebookDocument.Load(folder.File("done.ipynb")).Cells;
        var points = course.Manifest.Exercises.Select(exercise => NbgraderPoints(cells.Single(cell => cell.Source == exercise.Check), exercise.Points));
        Assert.Equal(expected, string.Join(' ', points.Select(Manifest.Text)));
    }

    [Fact]
    public async Task A_grader_that_is_killed_goes_on_where_it_was()
    {
        using var run = new ClassRun(Course.Of("NN5"), 6);
        string[] grade = ["assignment", "grade", run.SubmissionsPath, "--manifest", run.ManifestPath, "--out"];
        var (exitCode, output, errors) = await Command.Run([.. grade, folder.File("whole")]);
        Assert.True(exitCode == 0, output + errors);

        // Each time somewhere else: what it has made by then says where it is.
        var marks = folder.File("killed");
        string[] moments = ["scratch", "lab", "answers", "socket", "result", "answers", "socket", "result", "socket", "result"];
        var temporary = Directory.CreateDirectory(folder.File("tmp")).FullName;
        for (var kill = 0; kill < moments.Length; kill++)
        {
            var left = Directory.GetDirectories(temporary);
            var kept = Count(marks);
            string[] New(string name) => [.. Directory.GetDirectories(temporary).Except(left).SelectMany(scratch => Directory.GetFileSystemEntries(scratch, name, SearchOption.AllDirectories))];
            bool Is(string moment) => moment switch
            {
                "result" => Count(marks) > kept,
                "lab" => New("NeuralLab.Labs.dll").Length > 0,
                "scratch" => New("lock").Length > 0,
                _ => New($"{moment}*").Length > 0,
            };
            using var process = Command.Start(new Dictionary<string, string> { ["TMPDIR"] = temporary }, [.. grade, marks, "--resume", "--jobs", "1"]);
            while (!process.HasExited && !Is(moments[kill])) await Task.Delay(5, TestContext.Current.CancellationToken);
            Assert.False(process.HasExited, $"{moments[kill]} was not seen");
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        Assert.InRange(Count(marks), 3, 5);
        await Command.Run(new Dictionary<string, string> { ["TMPDIR"] = temporary }, [.. grade, marks, "--resume"]);
        Assert.Empty(Directory.GetDirectories(temporary, "neurallab-grade-*"));
        foreach (var name in (string[])[Gradebook.CsvName, Gradebook.JsonName])
            Assert.Equal(File.ReadAllBytes(folder.File($"whole/{name}")), File.ReadAllBytes(folder.File($"killed/{name}")));
    }

    [Fact]
    public async Task Shards_have_the_marks_of_one_run()
    {
        using var run = new ClassRun(Course.Of("NN6"), 7);
        string[] grade = ["assignment", "grade", run.SubmissionsPath, "--manifest", run.ManifestPath, "--out"];
        await Command.Run([.. grade, folder.File("whole")]);
        for (var part = 1; part <= 3; part++)
        {
            var shard = string.Create(CultureInfo.InvariantCulture, $"{part}/3");
            Assert.Equal(0, (await Command.Run([.. grade, folder.File($"part{part}"), "--shard", shard])).ExitCode);
        }
        await Command.Run("assignment", "merge", folder.File("part3"), folder.File("part1"), folder.File("part2"), "--manifest", run.ManifestPath, "--out", folder.File("merged"));
        foreach (var name in (string[])[Gradebook.CsvName, Gradebook.JsonName])
            Assert.Equal(File.ReadAllBytes(folder.File($"whole/{name}")), File.ReadAllBytes(folder.File($"merged/{name}")));

        var (feedback, _, _) = await Command.Run("assignment", "feedback", folder.File("merged"), "--manifest", run.ManifestPath, "--out", folder.File("feedback"));
        var (stats, _, _) = await Command.Run("assignment", "stats", folder.File("merged"), "--manifest", run.ManifestPath, "--out", folder.File("stats.html"));
        Assert.Equal((0, 0, 7), (feedback, stats, Directory.GetFiles(folder.File("feedback"), "*.html").Length));
    }

    [Theory]
    [InlineData("--shard expects i/n", "--shard", "4/3")]
    [InlineData("--jobs expects a number from 1", "--jobs", "0")]
    [InlineData("--memory expects a number from 256", "--memory", "1")]
    public async Task Wrong_settings_are_named(string message, string option, string value)
    {
        var (exitCode, _, errors) = await Command.Run("assignment", "grade", folder.Path, "--manifest", folder.Path, "--out", folder.Path, option, value);
        Assert.Equal(2, exitCode);
        Assert.Contains(message, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_are_not_kept_where_submissions_can_read()
    {
        if (Sandbox.Strongest().Name != "bubblewrap") Assert.Skip("bubblewrap is not installed, or does not work here");
        var (exitCode, _, errors) = await Command.Run("assignment", "grade", folder.Path, "--manifest", folder.Path, "--out", Path.Combine(AppContext.BaseDirectory, "marks"));
        Assert.Equal(2, exitCode);
        Assert.Contains("which submissions can read: move it", errors, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    static int Count(string marks) => Directory.Exists(Path.Combine(marks, "results")) ? Directory.GetFiles(Path.Combine(marks, "results"), "*.json").Length : 0;

    static double NbgraderPoints(NotebookCell cell, double max)
    {
        if (cell.Outputs.Any(output => output is ErrorOutput or StreamOutput { Name: "stderr" })) return 0;
        return cell.Outputs.OfType<ExecuteResult>().FirstOrDefault() is { } result && double.TryParse(result.Data["text/plain"]!.GetValue<string>(), NumberStyles.Float, CultureInfo.InvariantCulture, out var points) && points > 0
            ? points
            : max;
    }
}
