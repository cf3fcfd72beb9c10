using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Charts;

/// <summary>The same figures, straight from networks and data sets.</summary>
public static partial class Figures
{
    const int DataPoints = 500;

    /// <summary>A network as a graph, see <see cref="NetworkDiagram(string, IReadOnlyList{Grid}, IReadOnlyList{Values}?)"/>. Layers without weights are left out.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="network">At least one dense layer.</param>
    public static Figure NetworkDiagram(string title, Network<double> network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Dense<double>[] layers = [.. network.Layers.OfType<Dense<double>>()];
        return NetworkDiagram(
            title, [.. layers.Select(layer => (Grid)layer.Weights.Value)],
            [.. layers.Select(layer => (Values)(layer.Bias?.Value ?? Matrix<double>.Build.Dense(layer.Outputs, 1)))]);
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
}
