using System.Diagnostics;

namespace NeuralLab.Notebooks.Report;

/// <summary>
/// The time that parsers may take over what one notebook wrote.
/// Each runs on a thread with a deep stack, and is given up where it takes too long.
/// </summary>
sealed class PageTime
{
    const int StackSize = 64 << 20;
    static readonly TimeSpan ForOne = TimeSpan.FromSeconds(10);

    TimeSpan left = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The parser's result, or null where it took too long, or others did before.
    /// It must touch nothing that others use: it may still be at it then.
    /// </summary>
    /// <exception cref="Exception">What the parser threw.</exception>
    public T? Run<T>(Func<T> parser)
        where T : class
    {
        if (left <= TimeSpan.Zero)
            return null;
        var clock = Stopwatch.StartNew();
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                result.SetResult(parser());
            }
            catch (Exception fault)
            {
                result.SetException(fault);
            }
        }, StackSize) { IsBackground = true, Name = "page" }.Start();
        var isDone = Task.WaitAny([result.Task], left < ForOne ? left : ForOne) == 0;
        left -= clock.Elapsed;
        return isDone ? result.Task.GetAwaiter().GetResult() : null;
    }
}
