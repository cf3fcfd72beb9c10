using NeuralLab.Assignments.Marks;
using NeuralLab.Assignments.Pages;
using NeuralLab.Assignments.Tests.Class;

namespace NeuralLab.Assignments.Tests;

/// <summary>The table of marks: what people write into it stays, and it is the same each time.</summary>
public sealed class GradebookTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly Manifest manifest = Course.Of("NN1").Manifest;

    [Fact]
    public void What_a_person_wrote_survives_a_new_run()
    {
        Save(Marks("ada", 2), Marks("=cmd()", 0));
        var table = Table().Replace("ada,2,2,2,2,8,11,Graded,,,,", "ada,2,1.5,2,2,8,11,Graded,,2,,\"late, but good\"", StringComparison.Ordinal);
        Assert.NotEqual(Table(), table);
        File.WriteAllText(folder.File(Gradebook.CsvName), table);
        Save(Marks("ada", 1), Marks("=cmd()", 3));
        Assert.Contains("ada,1,1.5,1,1,4.5,11,Graded,nn1-steps-check was marked by hand,2,,\"late, but good\"\n", Table(), StringComparison.Ordinal);
        Assert.Contains("'=cmd(),3,3,3,3,12,", Table(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_total_that_overrides_and_own_columns_stay()
    {
        Save(Marks("ada", 2));
        var lines = Table().Split('\n');
        File.WriteAllText(folder.File(Gradebook.CsvName), $"{lines[0]},group\nada,2,2,2,2,8,11,Graded,,,10,,B\n");
        Save(Marks("ada", 1));
        Assert.EndsWith("comment,group\nada,1,1,1,1,10,11,Graded,,,10,,B\n", Table(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_marks_give_the_same_bytes()
    {
        Save(Marks("ada", 2), Marks("bob", 1));
        var (table, json) = (Table(), File.ReadAllText(folder.File(Gradebook.JsonName)));
        Save(Marks("ada", 2), Marks("bob", 1));
        Assert.Equal((table, json), (Table(), File.ReadAllText(folder.File(Gradebook.JsonName))));
    }

    [Theory]
    [InlineData("name;points\nada;3\n")]
    [InlineData("student,total\nada,\"3\n")]
    [InlineData("student,total\nada,3\"4\"\n")]
    public void A_table_that_cannot_be_understood_is_not_overwritten(string text)
    {
        File.WriteAllText(folder.File(Gradebook.CsvName), text);
        Assert.Throws<AssignmentException>(() => Save(Marks("ada", 2)));
        Assert.Equal(text, Table());
    }

    /// <summary>With a byte order mark, other ends of lines, quotes around everything, and rows that are too short.</summary>
    [Fact]
    public void A_table_that_a_spreadsheet_has_saved_is_read()
    {
        Save(Marks("ada \"a\", b", 2), Marks("bob", 1));
        var lines = Table().TrimEnd().Split('\n');
        var head = string.Join(',', lines[0].Split(',').Select(name => $"\"{name}\""));
        File.WriteAllText(folder.File(Gradebook.CsvName), $"\uFEFF{head}\r\n{lines[1]}\"kept\r\nso\"\r\nbob,1,3\r\n\r\n");
        Save(Marks("ada \"a\", b", 2), Marks("bob", 1));
        Assert.Contains(",kept so\n", Table(), StringComparison.Ordinal);
        Assert.Contains("bob,1,3,1,1,6,", Table(), StringComparison.Ordinal);
    }

    [Fact]
    public void Feedback_is_inert()
    {
        const string Attack = "</pre></iframe><script>alert(1)</script><img src=x onerror=alert(1)>\" onload=\"alert(1)";
        var page = FeedbackPage.Of(manifest, Marks(Attack, 1) with { Marks = [.. Marks("ada", 1).Marks.Select(mark => mark with { Reason = Attack, Hint = Attack, Answer = Attack, Details = "for the lecturer" })] });
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("onload=\"alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("for the lecturer", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.Contains("sandbox=\"\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_group_wrong_answers_that_differ_in_names_only()
    {
        var wrong = Marks("ada", 0).Marks.Select(mark => mark with { Kind = MarkKind.Wrong, Hint = "Look there." }).ToArray();
        SubmissionMarks Of(string student, string answer) => Marks(student, 0) with { Marks = [.. wrong.Select(mark => mark with { Answer = answer })] };
        wrong[0] = wrong[0] with { Seconds = 1.25 };
        var page = StatsPage.Of(manifest, [Of("ada", "return a + b;"), Of("bob", "return x  + y; // mine"), Of("cleo", "return 7;")]);
        Assert.Contains("2 x Wrong", page, StringComparison.Ordinal);
        Assert.Contains("1 x Wrong", page, StringComparison.Ordinal);
        Assert.Contains("Running and checking an answer took 1.25 s (median)", page, StringComparison.Ordinal);
        Assert.Contains("No answer was run", page, StringComparison.Ordinal);
        Assert.Contains("3 x Look there.", page, StringComparison.Ordinal);
        Assert.Contains("NN1.1: how it ended", page, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    void Save(params SubmissionMarks[] marks) => Gradebook.Of(manifest, marks, folder.Path).Save(folder.Path);

    string Table() => File.ReadAllText(folder.File(Gradebook.CsvName));

    SubmissionMarks Marks(string student, double points) =>
        new(student, SubmissionStatus.Graded, [.. manifest.Exercises.Select(exercise => new ExerciseMark(exercise.Id, points, exercise.Points, MarkKind.Right, "", "", "", ""))], [], "");
}
