using System.Globalization;
using System.Text.Json;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Marks;

/// <summary>
/// The marks of a class as a table for people and as JSON for programs; the same marks give the same bytes. What a person has written into
/// the table stays: a cell that was changed, a total that overrides, late days, comments, further columns.
/// </summary>
public sealed class Gradebook
{
    /// <summary>The table's file.</summary>
    public const string CsvName = "gradebook.csv";

    /// <summary>The file with everything.</summary>
    public const string JsonName = "gradebook.json";

    static readonly string[] Computed = ["total", "max", "status", "notes"];
    static readonly string[] Manual = ["late_days", "override", "comment"];

    readonly Manifest manifest;
    readonly List<Row> rows;
    readonly string[] ownColumns;

    Gradebook(Manifest manifest, List<Row> rows, string[] ownColumns) => (this.manifest, this.rows, this.ownColumns) = (manifest, rows, ownColumns);

    /// <summary>A gradebook of these marks, with what people have written into the one that the folder has.</summary>
    /// <param name="manifest">The assignment.</param>
    /// <param name="marks">Of all students, in the order of the rows.</param>
    /// <param name="folder">The folder of the marks.</param>
    /// <exception cref="AssignmentException">The table in the folder cannot be understood: nothing of it may be lost.</exception>
    public static Gradebook Of(Manifest manifest, IReadOnlyList<SubmissionMarks> marks, string folder)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(marks);
        var before = Csv.Read(Path.Combine(folder, CsvName));
        var automatic = Automatic(Path.Combine(folder, JsonName));
        string[] exercises = [.. manifest.Exercises.Select(exercise => exercise.Id)];
        string[] own = [.. (before.Count == 0 ? [] : before[0].Keys.ToArray()).Except([.. exercises, "student", .. Computed, .. Manual])];
        var known = before.Where(row => row.ContainsKey("student")).GroupBy(row => row["student"]).ToDictionary(group => group.Key, group => group.First());
        List<Row> rows = [];
        foreach (var submission in marks)
        {
            var old = known.GetValueOrDefault(submission.Student) ?? [];
            Dictionary<string, double> changed = [];
            foreach (var mark in submission.Marks)
            {
                var exercise = mark.Exercise;
                // A cell that is neither what the grader wrote last time nor what it would write now is a person's.
                if (!old.TryGetValue(exercise, out var text) || text.Length == 0 || text == Manifest.Text(mark.Points)) continue;
                var written = automatic.GetValueOrDefault((submission.Student, exercise));
                if (written is not null && text != written) changed[exercise] = Number(text, $"{CsvName}, {submission.Student}, {exercise}");
            }
            rows.Add(new(submission, changed, Manual.Concat(own).ToDictionary(column => column, column => old.GetValueOrDefault(column) ?? "")));
        }
        return new(manifest, rows, own);
    }

    /// <summary>Writes both files: each whole or not at all.</summary>
    /// <param name="folder">The folder of the marks.</param>
    public void Save(string folder)
    {
        // A run that ends between the two is repeated: the table first, whose cells are then what the next run would write.
        AtomicTextFile.Write(Path.Combine(folder, CsvName), ToCsv());
        AtomicTextFile.Write(Path.Combine(folder, JsonName), ToJson());
    }

    string ToCsv() => Csv.Write(
        ["student", .. manifest.Exercises.Select(exercise => exercise.Id), .. Computed, .. Manual, .. ownColumns],
        rows.Select(row => (IReadOnlyList<string>)
        [
            row.Marks.Student, .. row.Marks.Marks.Select(mark => Manifest.Text(row.PointsOf(mark))), Manifest.Text(row.Total), Manifest.Text(manifest.Max),
            row.Marks.Status.ToString(), row.Notes, .. row.Written.Values,
        ]));

    string ToJson() => JsonSerializer.Serialize(
        new
        {
            assignment = manifest.Name,
            max = manifest.Max,
            students = rows.Select(row => new
            {
                student = row.Marks.Student,
                total = row.Total,
                status = row.Marks.Status,
                notes = row.Marks.Notes,
                manual = row.Changed,
                written = row.Written,
                marks = row.Marks.Marks.Select(mark => new
                {
                    mark.Exercise, mark.Points, mark.Max, mark.Kind, mark.Reason, mark.Hint, mark.Details, mark.Answer,
                    inTable = Manifest.Text(row.PointsOf(mark))
                }),
            }),
        },
        MarksFile.Json) + "\n";

    /// <summary>What the table had, as this program wrote it. A cell that a person had changed stays changed.</summary>
    static Dictionary<(string, string), string> Automatic(string path)
    {
        Dictionary<(string, string), string> written = [];
        if (!File.Exists(path)) return written;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            foreach (var student in json.RootElement.GetProperty("students").EnumerateArray())
            {
                foreach (var mark in student.GetProperty("marks").EnumerateArray())
                    written[(student.GetProperty("student").GetString()!, mark.GetProperty("exercise").GetString()!)] = Manifest.Text(mark.GetProperty("points").GetDouble());
            }
            return written;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new AssignmentException($"{path}: expected what an earlier run wrote; move it away to begin anew", fault);
        }
    }

    static double Number(string text, string place) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : throw new AssignmentException($"{place}: expected a number with a decimal point, found '{text}'");

    sealed record Row(SubmissionMarks Marks, Dictionary<string, double> Changed, Dictionary<string, string> Written)
    {
        public double Total => Written["override"] is { Length: > 0 } text ? Number(text, $"{CsvName}, {Marks.Student}, override") : Marks.Marks.Sum(PointsOf);

        public string Notes => string.Join("; ", Marks.Notes.Concat(Marks.Marks.Where(mark => mark.Details.Length > 0).Select(mark => $"{mark.Exercise}: {mark.Details}"))
            .Concat(Changed.Keys.Select(exercise => $"{exercise} was marked by hand")));

        public double PointsOf(ExerciseMark mark) => Changed.TryGetValue(mark.Exercise, out var points) ? points : mark.Points;
    }
}
