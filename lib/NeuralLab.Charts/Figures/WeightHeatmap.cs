namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>A weight matrix as colours: blue positive, orange negative, white zero.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="weights">Neurons x inputs, as in <c>Z = W X + b</c>. Up to 12 x 12, the numbers stand in the cells.</param>
    /// <param name="x">The columns; <c>"input"</c> by default.</param>
    /// <param name="y">The rows; <c>"neuron"</c> by default. The first is on top.</param>
    public static Figure WeightHeatmap(string title, Grid weights, string x = "input", string y = "neuron")
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new FigureBuilder(title, x, y)
            .Add(Heatmap.Weights(weights, weights.Magnitude))
            .Layout(Heatmap.Counted(weights))
            .Build(FormattableString.Invariant($"{weights.RowCount} x {weights.ColumnCount} weights between {weights.All.Min():G3} and {weights.All.Max():G3}"));
    }
}
