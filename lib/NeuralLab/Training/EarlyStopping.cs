using System.Numerics;

namespace NeuralLab;

/// <summary>
/// Stops when the monitored loss (validation where there is any, else training) has not fallen for some epochs, and brings back the
/// weights of the best epoch (Prechelt, Early Stopping - But When?, 1998).
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class EarlyStopping<T> : TrainingObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly int patience;
    readonly double minimumChange;
    readonly bool restoreBest;
    WeightSnapshot<T>? best;

    /// <summary>Makes the observer.</summary>
    /// <param name="patience">Epochs without a fall that end the run, at least 1.</param>
    /// <param name="minimumChange">A fall must be larger than this, >= 0. Default 0.</param>
    /// <param name="restoreBest">True (default): the network ends with the weights of the best epoch.</param>
    public EarlyStopping(int patience, double minimumChange = 0, bool restoreBest = true)
    {
        this.patience = Check.AtLeast(1, patience);
        this.minimumChange = Check.NotNegative(minimumChange);
        this.restoreBest = restoreBest;
    }

    /// <summary>Epoch with the lowest loss so far, from 1.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The lowest loss so far.</summary>
    public double BestLoss { get; private set; }

    /// <inheritdoc/>
    public override void TrainingStarted(TrainingState<T> state)
    {
        (BestEpoch, BestLoss) = (0, double.PositiveInfinity);
        best = restoreBest ? new(state.Network) : null;
    }

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState<T> state)
    {
        if (state.MonitoredLoss < BestLoss - minimumChange)
        {
            (BestEpoch, BestLoss) = (state.Epoch, state.MonitoredLoss);
            best?.Take();
        }
        else if (state.Epoch - BestEpoch >= patience)
        {
            state.Stop(StopReason.EarlyStopping);
        }
    }

    internal override void Save(TensorSection section)
    {
        section.Add("best", [BestEpoch, BestLoss]);
        best?.Save(section);
    }

    internal override void Load(TensorSection section)
    {
        var numbers = section.Numbers("best", 2);
        (BestEpoch, BestLoss) = ((int)numbers[0], numbers[1]);
        best?.Load(section);
    }

    /// <inheritdoc/>
    public override void TrainingEnded(TrainingState<T> state)
    {
        if (BestEpoch > 0) best?.Restore();
    }
}
