namespace NeuralLab.Charts;

/// <summary>A matrix at one moment of training.</summary>
/// <param name="Label">The moment, such as the epoch: <c>"20"</c>.</param>
/// <param name="Matrix">The matrix then.</param>
public sealed record Snapshot(string Label, Grid Matrix);
