namespace NeuralLab.Notebooks;

/// <summary>Why a cell failed.</summary>
/// <param name="Name">
/// An exception's type, or for what is no exception of the cell's own code a name
/// like <c>CompilationError</c> or <c>Interrupted</c> (nbformat's <c>ename</c>).
/// </param>
/// <param name="Message">What happened (nbformat's <c>evalue</c>).</param>
/// <param name="Line">Line of the cell, from 1; null where unknown.</param>
/// <param name="Traceback">Lines for the reader, plain text.</param>
public sealed record CellFault(string Name, string Message, int? Line, IReadOnlyList<string> Traceback)
{
    const int LongestName = 500;
    const int LongestMessage = 1 << 16;
    const int LongestTraceback = 500;

    /// <summary>The same within bounds: a cell throws what it likes.</summary>
    internal CellFault Bounded() => new(
        Cut(Name, LongestName),
        Cut(Message, LongestMessage),
        Line,
        [.. Traceback.Take(LongestTraceback).Select(line => Cut(line ?? "", LongestMessage / 16))]);

    static string Cut(string text, int length) => text.Length <= length ? text : $"{text[..length]}...";
}
