using System.Diagnostics;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks.Execution;

/// <summary>
/// Tells the parent how far long work of the cell is. Work within work (trainings of a sweep) is not told of: the reader wants to know
/// when the whole is done. Whoever works only leaves a number behind; a timer looks at it a few times a second.
/// </summary>
/// <param name="parent">Is told.</param>
/// <param name="cellStarted">When the cell began: nothing is told in its first second.</param>
sealed class WorkReports(MessageStream parent, Func<long> cellStarted)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    readonly Lock gate = new();
    readonly List<Work> works = [];
    Timer? timer;
    bool isShown;

    /// <summary>Work begins; it ends when the result is disposed of.</summary>
    public IProgress<long> Begin(string what, string unit, long total)
    {
        var work = new Work(this, what, unit, Math.Max(1, total));
        lock (gate)
        {
            works.Add(work);
            timer ??= new Timer(_ => Look(), null, Interval, Interval);
        }
        return work;
    }

    void End(Work work)
    {
        lock (gate)
        {
            works.Remove(work);
            if (works.Count > 0)
                return;
            timer?.Dispose();
            timer = null;
            if (isShown)
                parent.Send(new CellWorks(null));
            isShown = false;
        }
    }

    void Look()
    {
        lock (gate)
        {
            if (works.Count == 0 || Stopwatch.GetElapsedTime(cellStarted()) < Patience)
                return;
            parent.Send(new CellWorks(works[0].Progress));
            isShown = true;
        }
    }

    sealed class Work(WorkReports reports, string what, string unit, long total) : IProgress<long>, IDisposable
    {
        readonly long started = Stopwatch.GetTimestamp();
        long done;

        public CellProgress Progress
        {
            get
            {
                var count = Math.Clamp(Volatile.Read(ref done), 0, total);
                TimeSpan? left = count == 0 ? null : Stopwatch.GetElapsedTime(started) * ((double)(total - count) / count);
                return new CellProgress(what, unit, count, total, left);
            }
        }

        public void Report(long value) => Volatile.Write(ref done, value);

        public void Dispose() => reports.End(this);
    }
}
