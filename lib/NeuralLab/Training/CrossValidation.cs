using System.Numerics;

namespace NeuralLab;

/// <summary>
/// k-fold cross-validation: every sample is judged once, by a model that has not seen it (Stone, Cross-Validatory Choice and Assessment
/// of Statistical Predictions, 1974).
/// </summary>
public static class CrossValidation
{
    /// <summary>Splits data into folds (by class, for classification) and runs an experiment on each, side by side.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <typeparam name="TResult">What the experiment gives, usually a score.</typeparam>
    /// <param name="data">At least as many samples, of every class, as folds.</param>
    /// <param name="folds">How many, at least 2; 5 and 10 are usual.</param>
    /// <param name="seed">Same seed, same folds.</param>
    /// <param name="run">Trains on <see cref="DataSplit{T}.Training"/>, scalers too, and judges by <see cref="DataSplit{T}.Test"/>; it must make what it changes.</param>
    /// <param name="threads">How many run at once, at least 1; 0 (default): one for each core.</param>
    /// <param name="cancellation">Starts no further run, and ends the call.</param>
    /// <returns>One result for each fold, in order.</returns>
    /// <exception cref="ArgumentException">Fewer than 2 folds.</exception>
    /// <exception cref="DataException">Fewer samples, of all or of a class, than folds.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static TResult[] Run<T, TResult>(
        DataSet<T> data, int folds, int seed, Func<DataSplit<T>, TResult> run, int threads = 0, CancellationToken cancellation = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(run);
        return Repeat.Each([.. Split.Folds(data, folds, seed)], run, threads, cancellation);
    }
}
