namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>How weights change while a network learns: a heatmap with a slider over time and a play button.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="snapshots">The weights, neurons x inputs, at at least two moments; every tenth epoch, say.</param>
    /// <param name="x">The columns; <c>"input"</c> by default.</param>
    /// <param name="y">The rows; <c>"neuron"</c> by default.</param>
    /// <param name="time">What passes; <c>"epoch"</c> by default.</param>
    /// <exception cref="ArgumentException">There are fewer than two snapshots, or they differ in shape.</exception>
    public static Figure WeightsOverTime(string title, IReadOnlyList<Snapshot> snapshots, string x = "input", string y = "neuron", string time = "epoch")
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        Check.Several(snapshots, "snapshots");
        var first = snapshots[0].Matrix;
        if (snapshots.FirstOrDefault(each => each.Matrix.RowCount != first.RowCount || each.Matrix.ColumnCount != first.ColumnCount) is { } other)
            throw new ArgumentException($"Expected {first.RowCount} x {first.ColumnCount} weights in every snapshot, got {other.Matrix.RowCount} x {other.Matrix.ColumnCount} at '{other.Label}'.", nameof(snapshots));

        // One scale for all moments: the same colour is the same weight.
        var magnitude = snapshots.Max(snapshot => snapshot.Matrix.Magnitude);
        return new FigureBuilder(title, x, y)
            .Add(Heatmap.Weights(first, magnitude))
            .Layout(Heatmap.Counted(first))
            .Animate(new Animation($"{time} ", [0], [.. snapshots.Select(snapshot => new AnimationStep(snapshot.Label, [new { z = snapshot.Matrix.Rows }]))]))
            .Build($"{first.RowCount} x {first.ColumnCount} weights at {snapshots.Count} moments from {time} {snapshots[0].Label} to {snapshots[^1].Label}");
    }
}
