using System.Collections.Concurrent;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli;

/// <summary>Writes each notebook's executed copy as soon as the notebook is done, so that nothing that comes later can cost it.</summary>
/// <param name="targets">Where the copies go, in the notebooks' order.</param>
sealed class ExecutedCopies(IReadOnlyList<string> targets)
{
    readonly ConcurrentDictionary<int, string?> faults = [];

    /// <summary>The copies that were written, in the notebooks' order.</summary>
    public IEnumerable<string> Written => faults.Where(copy => copy.Value is null).OrderBy(copy => copy.Key).Select(copy => targets[copy.Key]);

    /// <summary>Why others were not.</summary>
    public IReadOnlyList<string> Faults => [.. faults.OrderBy(copy => copy.Key).Select(copy => copy.Value).OfType<string>()];

    /// <summary>Writes the copy of a notebook that ran to an end of its own.</summary>
    public void Write(int index, NotebookRunResult result)
    {
        if (result.Status is RunStatus.Unreadable or RunStatus.Cancelled)
            return;
        try
        {
            result.Document.Save(targets[index]);
            faults[index] = null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults[index] = $"{targets[index]} was not written: {fault.Message}";
        }
    }
}
