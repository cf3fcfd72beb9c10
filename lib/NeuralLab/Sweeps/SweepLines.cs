using System.Diagnostics;

namespace NeuralLab;

/// <summary>Writes a few lines while a sweep runs, at even distances: runs done, seconds.</summary>
public sealed class SweepLines : IProgress<SweepProgress>
{
    readonly int lines;
    readonly TextWriter? writer;
    readonly Stopwatch clock = Stopwatch.StartNew();

    /// <summary>Makes the observer.</summary>
    /// <param name="lines">How many lines over the whole sweep, at least 1. Default 4.</param>
    /// <param name="writer">Where they go. Null (default): the console, as it is when a line is written.</param>
    public SweepLines(int lines = 4, TextWriter? writer = null)
    {
        this.lines = Check.AtLeast(1, lines);
        this.writer = writer;
    }

    /// <inheritdoc/>
    public void Report(SweepProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Latest is null || (long)value.Done * lines / value.Total == (long)(value.Done - 1) * lines / value.Total) return;
        (writer ?? Console.Out).WriteLine(FormattableString.Invariant($"{value.Done,5} of {value.Total} runs  {clock.Elapsed.TotalSeconds:F1} s"));
    }
}
