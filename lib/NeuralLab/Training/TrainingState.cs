using System.Numerics;

namespace NeuralLab;

/// <summary>A training run as observers see it.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TrainingState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Action<string> save;

    internal TrainingState(Network<T> network, int epochs, History history, bool hasValidation, IEnumerable<string> metrics, Action<string> save)
    {
        (Network, Epochs, History, HasValidation, this.save) = (network, epochs, history, hasValidation, save);
        Metrics = [.. metrics];
    }

    /// <summary>The network in training.</summary>
    public Network<T> Network { get; }

    /// <summary>Epochs asked for.</summary>
    public int Epochs { get; }

    /// <summary>What has been recorded, up to the epoch that just ended.</summary>
    public History History { get; }

    /// <summary>True if there are validation data.</summary>
    public bool HasValidation { get; }

    /// <summary>Names of the metrics that are recorded.</summary>
    public IReadOnlyCollection<string> Metrics { get; }

    /// <summary>The epoch that just ended, from 1; 0 before the first.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Updates of the weights so far.</summary>
    public long Step { get; internal set; }

    /// <summary>Mean loss of the last step's batch, before its update and without penalties; NaN before the first step.</summary>
    public double StepLoss { get; internal set; } = double.NaN;

    /// <summary>Why the run stops; null while it goes on.</summary>
    public StopReason? StopReason { get; internal set; }

    /// <summary>The loss to watch: validation loss where there are validation data, else training loss.</summary>
    public double MonitoredLoss => History.ValidationLoss.Count > 0 ? History.ValidationLoss[^1] : History.Loss[^1];

    /// <summary>Ends the run after this epoch; the first reason given stands.</summary>
    /// <param name="reason">Why.</param>
    public void Stop(StopReason reason) => StopReason ??= reason;

    /// <summary>Writes a checkpoint of the run as it stands at the end of an epoch.</summary>
    internal void Save(string path) => save(path);
}
