using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks;

/// <summary>
/// Takes what a cell prints and shows, as it comes. One call at a time, from a thread of the session. Threads that a cell leaves behind
/// may print after it has ended: its receiver takes that until the next cell runs. A receiver that is slow slows the cell down.
/// </summary>
public interface ICellReceiver
{
    /// <summary>The cell printed. What a loop prints line by line comes in larger pieces, at most some 40 times a second.</summary>
    /// <param name="stream"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">Any part of a line, or many lines.</param>
    void Text(string stream, string text);

    /// <summary>The cell showed a value.</summary>
    /// <param name="data">
    /// MIME type to content: a string, or JSON for MIME types of JSON;
    /// always with <c>text/plain</c>, unless the cell asked for others only.
    /// </param>
    /// <param name="displayId">Names the output for later calls of <see cref="Update"/>; null where there will be none.</param>
    void Display(JsonObject data, string? displayId);

    /// <summary>A value that the session showed before, in this cell or an earlier one, looks different now.</summary>
    /// <param name="data">As in <see cref="Display"/>.</param>
    /// <param name="displayId">The output.</param>
    void Update(JsonObject data, string displayId);

    /// <summary>The value of the cell's last expression. (A cell of several files may have several.)</summary>
    /// <param name="data">As in <see cref="Display"/>.</param>
    void Result(JsonObject data);

    /// <summary>The outputs of the cell so far are to go.</summary>
    /// <param name="wait">True: not before the next output comes in their place.</param>
    void Clear(bool wait);

    /// <summary>The cell reads a line (<c>Console.ReadLine</c>) and waits for it.</summary>
    /// <param name="prompt">What the cell printed last on the line, which <see cref="Text"/> was not given; often empty.</param>
    /// <param name="interrupted">Cancelled when the cell is interrupted or has ended: return then, with anything.</param>
    /// <returns>The line without its end, or null where nobody can answer: the cell then reads the end of its input.</returns>
    string? Read(string prompt, CancellationToken interrupted);

    /// <summary>Long work is under way. Comes from one second after the beginning of the cell on, a few times a second.</summary>
    /// <param name="progress">How far it is; null where the work has ended.</param>
    void Progress(CellProgress? progress);
}
