using System.Diagnostics;
using System.Numerics;

namespace NeuralLab.Cli.Benchmarks;

/// <summary>Repeats work until its time is known.</summary>
static class Timing
{
    /// <summary>So long, and so often, at least: a slow machine or a busy one gets no fewer repetitions.</summary>
    internal static readonly TimeSpan Least = TimeSpan.FromSeconds(0.5);

    internal const int LeastRepetitions = 5;

    static readonly Dictionary<(Type, int), double> peaks = [];

    /// <summary>Median and best time of a call, in seconds, after as many calls that do not count.</summary>
    internal static (double Median, double Best) Repeat(Action work)
    {
        Collect(work, 1);
        // Short work is called often enough for the clock; by now it is compiled for speed.
        var calls = Math.Max(1, (int)(0.002 / Collect(work, 1).Best));
        return Collect(work, calls);
    }

    /// <summary>The middle and the smallest of some times.</summary>
    internal static (double Median, double Best) Of(IReadOnlyCollection<double> times)
    {
        double[] sorted = [.. times.Order()];
        return (sorted[sorted.Length / 2], sorted[0]);
    }

    /// <summary>Operations a second over what so many threads can do at most, measured once a run.</summary>
    internal static double PeakShare<T>(double operations, double seconds, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        threads = Math.Min(threads, Environment.ProcessorCount);
        if (!peaks.TryGetValue((typeof(T), threads), out var peak))
            peaks[(typeof(T), threads)] = peak = Processor.PeakOperations<T>(threads);
        return operations / seconds / peak;
    }

    static (double Median, double Best) Collect(Action work, int calls)
    {
        List<double> times = [];
        for (var began = Stopwatch.GetTimestamp(); times.Count < LeastRepetitions || Stopwatch.GetElapsedTime(began) < Least;)
        {
            var start = Stopwatch.GetTimestamp();
            for (var call = 0; call < calls; call++) work();
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds / calls);
        }
        return Of(times);
    }
}
