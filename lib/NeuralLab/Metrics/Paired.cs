using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>What every metric asks of targets and predictions before it compares them.</summary>
static class Paired
{
    public static void Check(int truths, int predictions)
    {
        if (truths != predictions)
            throw new ArgumentException($"There must be one prediction for each sample, but there are {truths} samples and {predictions} predictions.");
        if (truths == 0) throw new ArgumentException("There must be at least one sample, but there is none.");
    }

    /// <summary>Both as dense matrices of the same shape, all finite.</summary>
    public static (T[] Targets, T[] Predictions) Values<T>(Matrix<T> targets, Matrix<T> predictions)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (targets, predictions) = (Matrices.Dense(targets), Matrices.Dense(predictions));
        Matrices.RequireSameShape(targets, predictions);
        RequireFinite(targets, "target");
        RequireFinite(predictions, "prediction");
        return (targets.AsColumnMajorArray(), predictions.AsColumnMajorArray());
    }

    public static void RequireFinite<T>(Matrix<T> matrix, string what) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Matrices.RequireFinite(matrix, (row, sample) => $"The {what} in row {row} of sample {sample}");
}
