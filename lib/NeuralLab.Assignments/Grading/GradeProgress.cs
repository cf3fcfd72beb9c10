namespace NeuralLab.Assignments.Grading;

/// <summary>How far a class is.</summary>
/// <param name="Done">Submissions that have their marks.</param>
/// <param name="Total">All.</param>
/// <param name="Left">The time that the rest will take at the pace so far; null before the first is done.</param>
/// <param name="Student">Whose marks were given last.</param>
public sealed record GradeProgress(int Done, int Total, TimeSpan? Left, string Student);
