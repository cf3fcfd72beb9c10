using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace NeuralLab;

/// <summary>
/// How far predicted numbers are from the true ones. Both matrices are targets x samples, finite, of one shape; sums are taken in double.
/// Every function throws <see cref="ArgumentException"/> for shapes that differ and <see cref="DataException"/> for NaN and infinity.
/// </summary>
public static class RegressionMetrics
{
    /// <summary>The mean of the squared errors over all targets and samples, 0 or more.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="targets">What is true, targets x samples.</param>
    /// <param name="predictions">What was predicted, of the same shape.</param>
    public static double MeanSquaredError<T>(Matrix<T> targets, Matrix<T> predictions)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mean(targets, predictions, error => error * error);

    /// <summary>The square root of <see cref="MeanSquaredError"/>: an error in the targets' own unit.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="targets">What is true, targets x samples.</param>
    /// <param name="predictions">What was predicted, of the same shape.</param>
    public static double RootMeanSquaredError<T>(Matrix<T> targets, Matrix<T> predictions)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Math.Sqrt(MeanSquaredError(targets, predictions));

    /// <summary>The mean of the errors regardless of sign, over all targets and samples, 0 or more.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="targets">What is true, targets x samples.</param>
    /// <param name="predictions">What was predicted, of the same shape.</param>
    public static double MeanAbsoluteError<T>(Matrix<T> targets, Matrix<T> predictions)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mean(targets, predictions, Math.Abs);

    /// <summary>
    /// The coefficient of determination: 1 all right, 0 no better than the targets' mean, negative worse. The mean over targets. For a
    /// target that is constant it is 1 if predicted exactly, else 0 (scikit-learn's convention).
    /// </summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="targets">What is true, targets x samples, at least 2 samples.</param>
    /// <param name="predictions">What was predicted, of the same shape.</param>
    /// <exception cref="ArgumentException">Shapes differ, or only one sample.</exception>
    public static double R2<T>(Matrix<T> targets, Matrix<T> predictions) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (truth, guess) = Paired.Values(targets, predictions);
        int rows = targets.RowCount;
        if (targets.ColumnCount < 2) throw new ArgumentException("R2 needs at least 2 samples, got 1.", nameof(targets));
        return Enumerable.Range(0, rows).Average(row =>
        {
            double mean = 0, residual = 0, total = 0;
            for (int index = row; index < truth.Length; index += rows) mean += double.CreateTruncating(truth[index]) / targets.ColumnCount;
            for (int index = row; index < truth.Length; index += rows)
            {
                double value = double.CreateTruncating(truth[index]), error = value - double.CreateTruncating(guess[index]);
                residual += error * error;
                total += (value - mean) * (value - mean);
            }
            return total > 0 ? 1 - residual / total : residual == 0 ? 1 : 0;
        });
    }

    /// <summary>The part of all predictions that are close to their target, [0, 1].</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="targets">What is true, targets x samples.</param>
    /// <param name="predictions">What was predicted, of the same shape.</param>
    /// <param name="tolerance">
    /// How far is still close, in the targets' unit, above 0. Default: 1/250 of the standard deviation of all targets (the population's).
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tolerance"/> is not above 0.</exception>
    /// <exception cref="DataException">A value is not finite, or no tolerance is given and the targets are constant.</exception>
    public static double RegressionAccuracy<T>(Matrix<T> targets, Matrix<T> predictions, double? tolerance = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (tolerance is { } given && !(given > 0))
            throw new ArgumentOutOfRangeException(nameof(tolerance), given, "tolerance must be above 0.");
        double close = tolerance ?? DefaultTolerance(targets);
        return Mean(targets, predictions, error => Math.Abs(error) < close ? 1 : 0);
    }

    static double DefaultTolerance<T>(Matrix<T> targets) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(targets);
        double deviation = targets.Enumerate().Select(double.CreateTruncating).PopulationStandardDeviation();
        return deviation != 0 ? deviation / 250 : throw new DataException("The targets are constant: give a tolerance.");
    }

    static double Mean<T>(Matrix<T> targets, Matrix<T> predictions, Func<double, double> ofError)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (truth, guess) = Paired.Values(targets, predictions);
        double sum = 0;
        for (int index = 0; index < truth.Length; index++)
            sum += ofError(double.CreateTruncating(truth[index]) - double.CreateTruncating(guess[index]));
        return sum / truth.Length;
    }
}
