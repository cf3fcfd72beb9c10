namespace NeuralLab.Notebooks;

/// <summary>Why a cell failed.</summary>
/// <param name="Name">An exception's type, or for what is no exception of the cell's own code a name like <c>CompilationError</c> or <c>Interrupted</c> (nbformat's <c>ename</c>).</param>
/// <param name="Message">What happened (nbformat's <c>evalue</c>).</param>
/// <param name="Line">Line of the cell, from 1; null where unknown.</param>
/// <param name="Traceback">Lines for the reader, plain text.</param>
public sealed record CellFault(string Name, string Message, int? Line, IReadOnlyList<string> Traceback);
