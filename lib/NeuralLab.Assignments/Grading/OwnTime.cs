using System.Diagnostics;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Grading;

/// <summary>
/// A clock that a busy machine does not make faster: it stands while what is measured is ready to run and others have the cores. It
/// shows at least the time on cores, spread over all of them: many threads that wait for one another do not stop it.
/// </summary>
/// <param name="measured">What the processes had so far; each is waited for by the other.</param>
sealed class OwnTime(params Func<ProcessorTime>[] measured)
{
    readonly Stopwatch clock = Stopwatch.StartNew();
    ProcessorTime? began;

    /// <summary>
    /// Since <see cref="Restart"/>; never more than has passed. Looking costs milliseconds: what the cores did before the first look is
    /// taken for the clock's own time, and what began and ended between two looks is not seen.
    /// </summary>
    public TimeSpan Elapsed
    {
        get
        {
            var now = measured.Select(one => one())
                .Aggregate(default(ProcessorTime), (sum, one) => new(sum.Ran + one.Ran, sum.Waited + one.Waited));
            var first = began ??= now;
            var own = clock.Elapsed - (now.Waited - first.Waited);
            var ran = (now.Ran - first.Ran) / Environment.ProcessorCount;
            return own > ran ? own : ran;
        }
    }

    /// <summary>From now on.</summary>
    public void Restart()
    {
        began = null;
        clock.Restart();
    }
}
