using System.Globalization;
using System.Text;

namespace NeuralLab.Notebooks;

/// <summary>Adds up what the threads of processes had of the cores, from look to look: threads end, and take their numbers with them.</summary>
sealed class ThreadTimes
{
    Dictionary<string, (long Ran, long Waited)> last = [];
    (long Ran, long Waited) sum;

    /// <summary>All so far.</summary>
    public ProcessorTime Add(IEnumerable<int> processes)
    {
        Dictionary<string, (long Ran, long Waited)> now = [];
        foreach (var thread in processes.SelectMany(Threads))
        {
            // "nanoseconds on a core, nanoseconds of waiting for one, turns"
            if (Encoding.ASCII.GetString(ProcessTable.Read($"{thread}/schedstat")).Split(' ') is not [var ran, var waited, _]) continue;
            var times = now[thread] = (long.Parse(ran, CultureInfo.InvariantCulture), long.Parse(waited, CultureInfo.InvariantCulture));
            var before = last.GetValueOrDefault(thread);
            // A number that was given anew begins again.
            if (times.Ran < before.Ran) before = default;
            sum = (sum.Ran + times.Ran - before.Ran, sum.Waited + Math.Max(0, times.Waited - before.Waited));
        }
        last = now;
        return new(TimeSpan.FromMicroseconds(sum.Ran / 1000), TimeSpan.FromMicroseconds(sum.Waited / 1000));
    }

    static string[] Threads(int process)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{process}/task");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
