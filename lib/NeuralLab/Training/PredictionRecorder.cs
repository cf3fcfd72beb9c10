using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>Keeps what the network says about chosen samples every few epochs, for figures of regions and curves that form.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class PredictionRecorder<T> : MatrixRecorder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the observer.</summary>
    /// <param name="X">Inputs x samples: what to ask the network.</param>
    /// <param name="interval">Epochs from one prediction to the next, at least 1. Default 1.</param>
    /// <param name="most">Largest number of predictions kept, at least 2. Default 60: a page stays light.</param>
    public PredictionRecorder(Matrix<T> X, int interval = 1, int most = 60)
        : base(network => network.Predict(X), interval, most) => ArgumentNullException.ThrowIfNull(X);
}
