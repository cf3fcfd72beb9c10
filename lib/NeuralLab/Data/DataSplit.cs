using System.Numerics;

namespace NeuralLab;

/// <summary>A data set in two parts that share no sample: one to learn from, one to be judged by.</summary>
/// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
/// <param name="Training">What is learned from, and the only part that scalers are fitted on.</param>
/// <param name="Test">What nothing is chosen by: test samples, or validation samples where a training set was split again.</param>
public sealed record DataSplit<T>(DataSet<T> Training, DataSet<T> Test) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Both parts in another number type.</summary>
    /// <typeparam name="TOther"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <exception cref="DataException">A value is too large for the type.</exception>
    public DataSplit<TOther> To<TOther>()
        where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther> => new(Training.To<TOther>(), Test.To<TOther>());
}
