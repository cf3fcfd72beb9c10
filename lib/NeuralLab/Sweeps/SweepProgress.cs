namespace NeuralLab;

/// <summary>How far a sweep is.</summary>
/// <param name="Done">Runs that are done, those of an earlier call included.</param>
/// <param name="Total">Runs in all.</param>
/// <param name="Latest">The run that was done last; null when none was done in this call.</param>
public sealed record SweepProgress(int Done, int Total, SweepRecord? Latest);
