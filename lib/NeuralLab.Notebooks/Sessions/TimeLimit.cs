using System.Diagnostics;

namespace NeuralLab.Notebooks;

/// <summary>Ends something after a time, in which what others do for it may be left out.</summary>
sealed class TimeLimit : IDisposable
{
    readonly Timer timer;
    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly TimeSpan limit;

    public TimeLimit(TimeSpan limit, Action end)
    {
        this.limit = limit;
        timer = new Timer(_ => end(), null, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The time from here on does not count.</summary>
    public void Pause()
    {
        clock.Stop();
        Set(Timeout.InfiniteTimeSpan);
    }

    /// <summary>The time from here on counts again.</summary>
    public void Resume()
    {
        clock.Start();
        Set(clock.Elapsed < limit ? limit - clock.Elapsed : TimeSpan.Zero);
    }

    public void Dispose() => timer.Dispose();

    void Set(TimeSpan next)
    {
        try
        {
            timer.Change(next, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The cell has ended meanwhile.
        }
    }
}
