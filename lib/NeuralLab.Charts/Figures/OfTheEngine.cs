using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Charts;

// What the engine gives, drawn by the builders of the same names.
public static partial class Figures
{
    const int DataPoints = 500;

    /// <summary>A network's dense layers as a graph, see <see cref="NetworkDiagram(string, IReadOnlyList{Grid}, IReadOnlyList{Values}?)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="title">What the figure shows.</param>
    /// <param name="network">The network, with its weights as they are now.</param>
    /// <exception cref="ArgumentException">The network has no dense layer.</exception>
    public static Figure NetworkDiagram<T>(string title, Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        var dense = network.Layers.OfType<Dense<T>>().ToArray();
        var biases = dense.All(layer => layer.Bias is not null) ? dense.Select(layer => Values.From(InDouble(layer.Bias!.Value).Column(0))).ToArray() : null;
        return NetworkDiagram(title, [.. dense.Select(layer => (Grid)InDouble(layer.Weights.Value))], biases);
    }

    /// <summary>Weights that training recorded, see <see cref="WeightsOverTime(string, IReadOnlyList{Snapshot}, string, string, string)"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="title">What the figure shows.</param>
    /// <param name="recorder">An observer of a training that is done.</param>
    /// <param name="x">The columns; <c>"input"</c> by default.</param>
    /// <param name="y">The rows; <c>"neuron"</c> by default.</param>
    /// <exception cref="ArgumentException">Fewer than two moments were recorded.</exception>
    public static Figure WeightsOverTime<T>(string title, WeightRecorder<T> recorder, string x = "input", string y = "neuron")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(recorder);
        return WeightsOverTime(
            title,
            [.. recorder.Epochs.Zip(recorder.Values, (epoch, weights) =>
                new Snapshot(FormattableString.Invariant($"{epoch}"), InDouble(weights)))],
            x, y);
    }

    /// <summary>A confusion matrix, see <see cref="ConfusionMatrix(string, Grid, IReadOnlyList{string}?)"/>.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="matrix">The counts and the names of the classes.</param>
    public static Figure ConfusionMatrix(string title, NeuralLab.ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return ConfusionMatrix(title, matrix.ToArray(), matrix.ClassNames);
    }

    /// <summary>Data of one feature and one target, and what networks make of them. Of many points, evenly chosen ones are drawn.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="data">Training and test data; the axes have their names.</param>
    /// <param name="curves">Predictions, each with its name; may be none.</param>
    /// <exception cref="ArgumentException">The data have more than one feature or target.</exception>
    public static Figure Fit(string title, DataSplit<double> data, params IReadOnlyList<Series> curves)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Fit(
            title, Points("training data", data.Training), curves, data.Training.FeatureNames[0], data.Training.TargetNames[0],
            Points("test data", data.Test));
    }

    static Series Points(string name, DataSet<double> data)
    {
        Series all = new(name, data.X, data.Y);
        return all.X.Count <= DataPoints ? all : all.Thinned(DataPoints) with { Name = $"{name} ({DataPoints} of {all.X.Count})" };
    }

    static Matrix<double> InDouble<T>(Matrix<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Matrix<double>.Build.Dense(matrix.RowCount, matrix.ColumnCount, (row, column) => double.CreateChecked(matrix[row, column]));
}
