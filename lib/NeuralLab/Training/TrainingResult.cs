using System.Numerics;

namespace NeuralLab;

/// <summary>How a training run went.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TrainingResult<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal TrainingResult(Network<T> network, History history, StopReason reason, int bestEpoch, Divergence? divergence)
    {
        Network = network;
        History = history;
        StopReason = reason;
        BestEpoch = bestEpoch;
        Divergence = divergence;
    }

    /// <summary>The trained network, the one that was given.</summary>
    public Network<T> Network { get; }

    /// <summary>What was recorded after each epoch.</summary>
    public History History { get; }

    /// <summary>Why training ended.</summary>
    public StopReason StopReason { get; }

    /// <summary>Epoch (from 1) with the lowest validation loss, or training loss where there are no validation data; 0 if none ended.</summary>
    public int BestEpoch { get; }

    /// <summary>Where the loss left the finite numbers; null if it did not. The network then has the weights of the best epoch.</summary>
    public Divergence? Divergence { get; }

    /// <summary>Training loss of the last epoch; NaN if none ended.</summary>
    public double FinalLoss => History.Epochs == 0 ? double.NaN : History.Loss[^1];

    /// <summary>Seconds of training, validation and observers left out.</summary>
    public double Seconds => History.Epochs == 0 ? 0 : History.Seconds[^1];

    /// <inheritdoc/>
    public override string ToString() => Divergence?.ToString() ?? FormattableString.Invariant(
        $"{History.Epochs} epochs in {Seconds:F2} s, loss {FinalLoss:G4} ({StopReason})");
}
