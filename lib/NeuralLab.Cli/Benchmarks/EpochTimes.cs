using System.Diagnostics;
using System.Numerics;

namespace NeuralLab.Cli.Benchmarks;

/// <summary>Times groups of epochs as a user waits for them, shuffling and history included, and ends training when it has enough.</summary>
/// <param name="group">Epochs to a time.</param>
sealed class EpochTimes<T>(int group) : TrainingObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    long began, start;

    /// <summary>Seconds of each group.</summary>
    internal List<double> Seconds { get; } = [];

    /// <inheritdoc/>
    public override void TrainingStarted(TrainingState<T> state) => began = start = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState<T> state)
    {
        if (state.Epoch % group != 0) return;
        Seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        if (Seconds.Count >= Timing.LeastRepetitions && Stopwatch.GetElapsedTime(began) >= Timing.Least) state.Stop(StopReason.TimeLimit);
        start = Stopwatch.GetTimestamp();
    }
}
