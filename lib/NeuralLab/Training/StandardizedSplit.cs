using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// A regression data set with features and targets standardised, by the mean and deviation of the training data alone, and the way
/// back: networks learn on numbers around 1, errors are reported in the units of the data.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class StandardizedSplit<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly StandardScaler<T> features = new(), targets = new();

    /// <summary>Standardises a data set.</summary>
    /// <param name="data">In its own units.</param>
    public StandardizedSplit(DataSplit<T> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Data = data;
        X = features.FitTransform(data.Training.X);
        Y = targets.FitTransform(data.Training.Y);
    }

    /// <summary>The data in their own units.</summary>
    public DataSplit<T> Data { get; }

    /// <summary>Standardised features of the training data: features x samples.</summary>
    public Matrix<T> X { get; }

    /// <summary>Standardised targets of the training data: targets x samples.</summary>
    public Matrix<T> Y { get; }

    /// <summary>What a network that was trained on <see cref="X"/> and <see cref="Y"/> says, in the units of the data.</summary>
    /// <param name="network">The network.</param>
    /// <param name="x">Features x samples, in the units of the data.</param>
    /// <returns>Targets x samples, in the units of the data.</returns>
    public Matrix<T> Predict(Network<T> network, Matrix<T> x)
    {
        ArgumentNullException.ThrowIfNull(network);
        return targets.Inverse(network.Predict(features.Transform(x)));
    }

    /// <summary>A mean squared error of standardised targets, such as a training loss, in the units of the data.</summary>
    /// <param name="standardizedError">For one target; NaN and infinity stay what they are.</param>
    /// <exception cref="InvalidOperationException">There are several targets: each has its own unit.</exception>
    public double InUnits(double standardizedError)
    {
        if (targets.Scale.Count > 1) throw new InvalidOperationException($"{Data.Training.Name} has {targets.Scale.Count} targets, each with a unit of its own.");
        var unit = double.CreateChecked(targets.Scale[0]);
        return standardizedError * unit * unit;
    }

    /// <summary>The mean squared error of such a network, in the units of the data.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">Any part of the data, in its own units.</param>
    public double MeanSquaredError(Network<T> network, DataSet<T> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Loss.MeanSquaredError.Value(data.Y, Predict(network, data.X));
    }
}
