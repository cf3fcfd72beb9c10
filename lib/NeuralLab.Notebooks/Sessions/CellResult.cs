namespace NeuralLab.Notebooks;

/// <summary>How a cell of a <see cref="CellSession"/> ended.</summary>
/// <param name="Status"><see cref="RunStatus.Cancelled"/> where it was interrupted.</param>
/// <param name="Fault">Why it did not succeed; null where it did.</param>
/// <param name="IsStateLost">True where the process that held the variables has ended: what earlier cells declared is gone.</param>
public sealed record CellResult(RunStatus Status, CellFault? Fault, bool IsStateLost);
