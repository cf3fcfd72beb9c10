using System.Numerics;

namespace NeuralLab;

/// <summary>Keeps copies of one parameter every few epochs, for figures of weights over time.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class WeightRecorder<T> : MatrixRecorder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the observer.</summary>
    /// <param name="parameter">Which parameter, such as <c>network => network.Parameters[0]</c>.</param>
    /// <param name="interval">Epochs from one copy to the next, at least 1. Default 1.</param>
    /// <param name="most">Largest number of copies kept, at least 2. Default 200.</param>
    public WeightRecorder(Func<Network<T>, Parameter<T>> parameter, int interval = 1, int most = 200)
        : base(network => parameter(network).Value.Clone(), interval, most) => ArgumentNullException.ThrowIfNull(parameter);
}
