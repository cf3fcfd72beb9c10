using System.Numerics;

namespace NeuralLab;

/// <summary>Writes a few lines while training, at even distances: epoch, loss, validation loss, seconds.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ProgressLines<T> : TrainingObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly int lines;
    readonly TextWriter? writer;

    /// <summary>Makes the observer.</summary>
    /// <param name="lines">How many lines over the whole run, at least 1. Default 5.</param>
    /// <param name="writer">Where they go. Null (default): the console, as it is when a line is written.</param>
    public ProgressLines(int lines = 5, TextWriter? writer = null)
    {
        this.lines = Check.AtLeast(1, lines);
        this.writer = writer;
    }

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState<T> state)
    {
        if ((long)state.Epoch * lines / state.Epochs == (long)(state.Epoch - 1) * lines / state.Epochs) return;
        var history = state.History;
        var validation = history.ValidationLoss.Count > 0
            ? FormattableString.Invariant($"  validation loss {history.ValidationLoss[^1]:G5}") : "";
        (writer ?? Console.Out).WriteLine(FormattableString.Invariant(
            $"epoch {state.Epoch,6} of {state.Epochs}  loss {history.Loss[^1]:G5}{validation}  {history.Seconds[^1]:F2} s"));
    }
}
