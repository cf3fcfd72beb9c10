using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>What every metric asks of targets and predictions before it compares them.</summary>
static class Paired
{
    public static void Check(int truths, int predictions)
    {
        if (truths != predictions) throw new ArgumentException($"Expected one prediction per sample: there are {truths} samples and {predictions} predictions.");
        if (truths == 0) throw new ArgumentException("Expected at least one sample, got none.");
    }

    /// <summary>Both as dense matrices of the same shape, all finite.</summary>
    public static (T[] Targets, T[] Predictions) Values<T>(Matrix<T> targets, Matrix<T> predictions) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (targets, predictions) = (Matrices.Dense(targets), Matrices.Dense(predictions));
        if ((targets.RowCount, targets.ColumnCount) != (predictions.RowCount, predictions.ColumnCount))
            throw new ArgumentException($"Expected predictions of the targets' shape {targets.RowCount} x {targets.ColumnCount}, got {predictions.RowCount} x {predictions.ColumnCount}.", nameof(predictions));
        CheckFinite(targets, "target");
        CheckFinite(predictions, "prediction");
        return (targets.AsColumnMajorArray(), predictions.AsColumnMajorArray());
    }

    public static void CheckFinite<T>(Matrix<T> matrix, string what) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int wrong = Matrices.FirstNotFinite(matrix);
        if (wrong >= 0)
            throw new DataException($"The {what} in row {wrong % matrix.RowCount} of sample {wrong / matrix.RowCount} is {Matrices.Text(matrix.AsColumnMajorArray()[wrong])}; expected a finite number.");
    }
}
