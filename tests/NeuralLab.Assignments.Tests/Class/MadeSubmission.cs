using NeuralLab.Assignments.Marks;

namespace NeuralLab.Assignments.Tests.Class;

/// <summary>A submission of the made class, and what its marks must be.</summary>
/// <param name="Student">Its student.</param>
/// <param name="Kind">What is special.</param>
/// <param name="Write">Writes it into the student's folder.</param>
/// <param name="Expected">By exercise: the points, and how it may end.</param>
/// <param name="Status">How grading must end; null: any way but failing.</param>
sealed record MadeSubmission(
    string Student, string Kind, Action<string> Write, IReadOnlyDictionary<string, (double Points, MarkKind[] Kinds)> Expected, SubmissionStatus? Status = null)
{
    /// <summary>What of the marks is not as it must be; null where all is.</summary>
    public string? Fault(SubmissionMarks marks)
    {
        if (marks.Status == SubmissionStatus.Failed || (Status is { } status && marks.Status != status)) return $"{Student} ({Kind}): status {marks.Status}: {string.Join("; ", marks.Notes)}";
        var wrong = marks.Marks.FirstOrDefault(mark => mark.Points != Expected[mark.Exercise].Points || !Expected[mark.Exercise].Kinds.Contains(mark.Kind));
        return wrong is null ? null
            : $"{Student} ({Kind}): {wrong.Exercise} got {wrong.Points} ({wrong.Kind}: {wrong.Reason}), expected {Expected[wrong.Exercise].Points} ({string.Join(" or ", Expected[wrong.Exercise].Kinds)}); notes: {string.Join("; ", marks.Notes)}";
    }
}
