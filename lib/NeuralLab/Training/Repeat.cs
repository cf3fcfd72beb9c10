namespace NeuralLab;

/// <summary>Runs an experiment over several seeds, side by side on all cores.</summary>
public static class Repeat
{
    /// <summary>Runs an experiment once for each seed.</summary>
    /// <param name="seeds">The seeds.</param>
    /// <param name="run">The experiment; runs at the same time as others, so it must make what it changes.</param>
    /// <param name="threads">How many run at once, at least 1; 0 (default): one for each core.</param>
    /// <param name="cancellation">Starts no further run, and ends the call.</param>
    /// <returns>One result for each seed, in the order of the seeds, whatever ran first.</returns>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static TResult[] Over<TResult>(
        IEnumerable<int> seeds, Func<int, TResult> run, int threads = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentNullException.ThrowIfNull(run);
        int[] all = [.. seeds];
        var results = new TResult[all.Length];
        ParallelOptions options = new()
        {
            MaxDegreeOfParallelism = Check.AtLeast(0, threads) == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellation,
        };
        Parallel.For(0, all.Length, options, i => results[i] = run(all[i]));
        return results;
    }
}
