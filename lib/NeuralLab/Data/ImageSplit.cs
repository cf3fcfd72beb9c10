using System.Numerics;

namespace NeuralLab;

/// <summary>Images in two parts that share none.</summary>
/// <param name="Training">What is learned from.</param>
/// <param name="Test">What nothing is chosen by.</param>
public sealed record ImageSplit(ImageSet Training, ImageSet Test)
{
    /// <summary>Both parts as numbers: pixels x images, in [0, 1].</summary>
    /// <typeparam name="T"><see cref="float"/> for large sets, or <see cref="double"/>.</typeparam>
    public DataSplit<T> ToDataSplit<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(Training.ToDataSet<T>(), Test.ToDataSet<T>());
}
