namespace NeuralLab.Assignments.Submissions;

/// <summary>A cell of a submission, as far as it could be read.</summary>
/// <param name="Id">The cell's id; empty where it has none.</param>
/// <param name="GradeId">nbgrader's id; empty where it has none.</param>
/// <param name="IsCode">False for text and raw cells.</param>
/// <param name="Source">Lines ended by <c>\n</c>.</param>
sealed record SubmittedCell(string Id, string GradeId, bool IsCode, string Source);

/// <summary>What a student handed in.</summary>
/// <param name="Student">Names the student: a folder's or a file's name, or what Moodle puts before <c>_assignsubmission</c>.</param>
/// <param name="File">The notebook within what was handed in; empty where none was found.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Notes">What was odd.</param>
sealed record Submission(string Student, string File, byte[] Content, IReadOnlyList<string> Notes);
