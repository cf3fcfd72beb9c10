namespace NeuralLab.Assignments.Marks;

/// <summary>How an exercise ended.</summary>
public enum MarkKind
{
    /// <summary>All points.</summary>
    Right,

    /// <summary>Some points: not all results are right.</summary>
    Partial,

    /// <summary>The numbers differ.</summary>
    Wrong,

    /// <summary>Nothing was written.</summary>
    Unanswered,

    /// <summary>The answer's cell is not there.</summary>
    Missing,

    /// <summary>The code does not compile, or does not have the exercise's signature.</summary>
    Compilation,

    /// <summary>The code threw an exception.</summary>
    Error,

    /// <summary>The answer did not come in time.</summary>
    Time,

    /// <summary>The code used too much memory.</summary>
    Memory,

    /// <summary>The code printed too much.</summary>
    Output,

    /// <summary>The code started too many processes.</summary>
    Processes,

    /// <summary>The code ended its own process.</summary>
    Crash,
}

/// <summary>The mark of one exercise.</summary>
/// <param name="Exercise">The <c>grade_id</c>.</param>
/// <param name="Points">0 to <paramref name="Max"/>, to two decimals.</param>
/// <param name="Max">All points.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Reason">For the student: what was tried and what came out.</param>
/// <param name="Hint">For the student: where to look.</param>
/// <param name="Details">For the lecturer.</param>
/// <param name="Answer">The student's code.</param>
public sealed record ExerciseMark(string Exercise, double Points, double Max, MarkKind Kind, string Reason, string Hint, string Details, string Answer)
{
    /// <summary>What running the answer and checking it took; 0 (default) where nothing was run. It is in no gradebook: it differs each time.</summary>
    public double Seconds { get; init; }
}

/// <summary>How grading a submission ended.</summary>
public enum SubmissionStatus
{
    /// <summary>As it was handed in.</summary>
    Graded,

    /// <summary>After repairs, which the notes name.</summary>
    Repaired,

    /// <summary>No notebook could be read: no points.</summary>
    Unreadable,

    /// <summary>The grader failed, not the student: grade it again.</summary>
    Failed,
}

/// <summary>The marks of one submission.</summary>
/// <param name="Student">Names the student.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Marks">In the order of the exercises.</param>
/// <param name="Notes">For the lecturer: what was odd, repaired, or is to be looked at.</param>
/// <param name="Fingerprint">Of all that the marks depend on.</param>
public sealed record SubmissionMarks(
    string Student, SubmissionStatus Status, IReadOnlyList<ExerciseMark> Marks, IReadOnlyList<string> Notes, string Fingerprint)
{
    /// <summary>Sum of the points.</summary>
    public double Total => Marks.Sum(mark => mark.Points);

    /// <summary>Seconds that grading took; of no effect on anything.</summary>
    public double Seconds { get; init; }
}
