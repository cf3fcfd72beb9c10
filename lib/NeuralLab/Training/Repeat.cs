using System.Runtime.ExceptionServices;

namespace NeuralLab;

/// <summary>Runs an experiment over several seeds, side by side on all cores.</summary>
public static class Repeat
{
    [ThreadStatic]
    static bool isSideBySide;

    /// <summary>Threads that a training run takes unless it is told otherwise: one where others run beside it.</summary>
    internal static int ThreadsOfOne => isSideBySide ? 1 : Environment.ProcessorCount;

    /// <summary>
    /// Runs an experiment once for each seed. While several run at once, a trainer in one of them takes one thread by default.
    /// </summary>
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
        return Each([.. seeds], run, threads, cancellation);
    }

    /// <summary>Runs an experiment once for each item (a rate, a method, a data set) and each seed, all side by side.</summary>
    /// <param name="items">What is compared.</param>
    /// <param name="seeds">The seeds, the same for each item.</param>
    /// <param name="run">The experiment; runs at the same time as others, so it must make what it changes.</param>
    /// <param name="threads">How many run at once, at least 1; 0 (default): one for each core.</param>
    /// <param name="cancellation">Starts no further run, and ends the call.</param>
    /// <returns>One row for each item, with one result for each seed: <c>results[item][seed]</c>.</returns>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static TResult[][] Over<TItem, TResult>(
        IEnumerable<TItem> items, IEnumerable<int> seeds, Func<TItem, int, TResult> run, int threads = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentNullException.ThrowIfNull(run);
        TItem[] all = [.. items];
        int[] each = [.. seeds];
        if (each.Length == 0) return [.. all.Select(_ => Array.Empty<TResult>())];
        (TItem Item, int Seed)[] pairs = [.. all.SelectMany(item => each.Select(seed => (item, seed)))];
        return [.. Each(pairs, pair => run(pair.Item, pair.Seed), threads, cancellation).Chunk(each.Length)];
    }

    /// <summary>Runs work on each item, several at once, and gives the results in order.</summary>
    /// <param name="items">Of each, one result.</param>
    /// <param name="run">The work.</param>
    /// <param name="threads">How many at once; 0: one for each core.</param>
    /// <param name="cancellation">Starts no further work.</param>
    /// <param name="what">What a host calls it.</param>
    internal static TResult[] Each<TItem, TResult>(TItem[] items, Func<TItem, TResult> run, int threads, CancellationToken cancellation, string what = "experiment")
    {
        var host = Host.Cancellation;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, host);
        var work = Host.Begin(what, "runs", items.Length);
        try
        {
            bool IsCancelled() => cancellation.IsCancellationRequested || host.IsCancellationRequested;
            return Each(items, run, threads, work, IsCancelled, host.CanBeCanceled ? either.Token : cancellation);
        }
        finally
        {
            work?.End();
        }
    }

    static TResult[] Each<TItem, TResult>(
        TItem[] items, Func<TItem, TResult> run, int threads, IProgress<long>? work, Func<bool> isCancelled, CancellationToken cancellation)
    {
        var atOnce = Check.AtLeast(0, threads) == 0 ? Environment.ProcessorCount : threads;
        var results = new TResult[items.Length];
        var done = 0;
        void RunOne(int i)
        {
            // Parallel.For learns of a cancellation only when the token's callbacks have run, which may be many runs later.
            if (isCancelled()) return;
            var before = isSideBySide;
            isSideBySide |= atOnce > 1;
            try
            {
                results[i] = run(items[i]);
                work?.Report(Interlocked.Increment(ref done));
            }
            finally
            {
                isSideBySide = before;
            }
        }
        try
        {
            Parallel.For(0, items.Length, new() { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation }, RunOne);
        }
        catch (AggregateException e)
        {
            // The first failure tells more than that there were some.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
        return results;
    }
}
