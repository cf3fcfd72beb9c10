using System.Globalization;
using System.Net;
using System.Text;
using NeuralLab.Assignments.Marks;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Pages;

/// <summary>
/// What a student reads about a submission: one HTML file that needs nothing beside it. A policy in the page forbids scripts and the network,
/// and what comes from the submission is text, in a frame that may do nothing.
/// </summary>
public static class FeedbackPage
{
    const string Style = "body{font:16px/1.5 system-ui,sans-serif;max-width:52em;margin:2em auto;padding:0 1em;color:#222;background:#fff}"
        + "section{border-left:5px solid #c55a11;padding:.2em 1em;margin:1em 0;background:#fdf3ec}section.right{border-color:#2ca02c;background:#eef8ee}"
        + "h2{font-size:1.1em;margin:.4em 0}iframe{width:100%;border:1px solid #ccc;background:#fff}table{border-collapse:collapse}td,th{padding:.1em .8em;text-align:left}";

    /// <summary>Writes a page for each student of a gradebook.</summary>
    /// <param name="manifest">The assignment.</param>
    /// <param name="marks">Of all students.</param>
    /// <param name="folder">The folder for the pages.</param>
    public static void WriteAll(Manifest manifest, IReadOnlyList<SubmissionMarks> marks, string folder)
    {
        ArgumentNullException.ThrowIfNull(marks);
        foreach (var submission in marks) AtomicTextFile.Write(Path.Combine(folder, MarksFile.FileName(submission.Student) + ".html"), Of(manifest, submission));
    }

    /// <summary>The page of one student. What is written for lecturers is not in it.</summary>
    /// <param name="manifest">The assignment.</param>
    /// <param name="marks">The student's.</param>
    public static string Of(Manifest manifest, SubmissionMarks marks)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(marks);
        StringBuilder html = new();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(manifest.Name)}: {Text(marks.Student)}</title><style>{Style}</style></head><body>
            <h1>{Text(manifest.Name)}</h1>
            <p>{Text(marks.Student)}: <b>{Manifest.Text(marks.Total)} of {Manifest.Text(manifest.Max)} points</b></p>

            """);
        foreach (var mark in marks.Marks) html.Append(Section(manifest.Exercises.First(exercise => exercise.Id == mark.Exercise).Name, mark));
        return html.Append("</body></html>\n").ToString();
    }

    static string Section(string name, ExerciseMark mark)
    {
        var hint = mark.Hint.Length > 0 ? $"<p><b>Hint:</b> {Text(mark.Hint)}</p>" : "";
        return string.Create(CultureInfo.InvariantCulture, $"""
            <section{(mark.Kind == MarkKind.Right ? " class=\"right\"" : "")}>
            <h2>Exercise {Text(name)}: {Manifest.Text(mark.Points)} of {Manifest.Text(mark.Max)} points</h2>
            <p>{Text(mark.Reason)}</p>{hint}
            {(mark.Answer.Length > 0 ? Frame(mark.Answer) : "")}
            </section>

            """);
    }

    /// <summary>An attribute's text is escaped once for the frame's page, and once for the attribute.</summary>
    static string Frame(string code)
    {
        var height = Math.Clamp(code.Count(letter => letter == '\n') + 3, 4, 30) * 1.35;
        return string.Create(CultureInfo.InvariantCulture, $"<iframe sandbox=\"\" title=\"Your answer\" style=\"height:{height:0.#}em\" srcdoc=\"{Text($"<pre>{Text(code)}</pre>")}\"></iframe>");
    }

    static string Text(string text) => WebUtility.HtmlEncode(text);
}
