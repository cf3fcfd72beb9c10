using System.Diagnostics;
using System.Numerics;

namespace NeuralLab.Cli.Benchmarks;

/// <summary>
/// Watches what the process allocates between the steps of an epoch; what belongs to the epoch, like its order and its history, is left
/// out. Ends training when everything must have been compiled for speed.
/// </summary>
/// <param name="stepsPerEpoch">Steps in an epoch.</param>
sealed class StepAllocation<T>(int stepsPerEpoch) : TrainingObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    long began, before;

    /// <inheritdoc/>
    public override bool WatchesSteps => true;

    /// <summary>Bytes a step, in the epoch with the fewest: the runtime allocates now and then on its own account.</summary>
    internal double BytesPerStep { get; private set; } = double.PositiveInfinity;

    /// <inheritdoc/>
    public override void TrainingStarted(TrainingState<T> state) => began = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public override void StepEnded(TrainingState<T> state)
    {
        var place = (state.Step - 1) % stepsPerEpoch;
        if (place == stepsPerEpoch - 1 && state.Epoch > 0)
            BytesPerStep = Math.Min(BytesPerStep, (GC.GetTotalAllocatedBytes(precise: true) - before) / Math.Max(1.0, stepsPerEpoch - 1));
        if (place == 0 && stepsPerEpoch > 1) before = GC.GetTotalAllocatedBytes(precise: true);
    }

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState<T> state)
    {
        if (state.Epoch > 2 && Stopwatch.GetElapsedTime(began) >= Timing.Least) state.Stop(StopReason.TimeLimit);
    }

    /// <inheritdoc/>
    /// <remarks>The last thing that an epoch does: where it is one step, the next step's account begins here.</remarks>
    public override void AllSawEpoch(TrainingState<T> state)
    {
        if (stepsPerEpoch == 1) before = GC.GetTotalAllocatedBytes(precise: true);
    }
}
