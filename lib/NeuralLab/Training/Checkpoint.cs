using System.Numerics;

namespace NeuralLab;

/// <summary>
/// Saves the run every few epochs, and when it ends, so that <see cref="Trainer{T}.Resume(string, DataSet{T})"/> can go on where it stood, bit for bit. The
/// file is replaced whole or not at all, and <see cref="Network.Load{T}"/> reads the network from it.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Checkpoint<T> : TrainingObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly string path;
    readonly int everyEpochs;

    /// <summary>Makes the observer.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <param name="everyEpochs">Epochs from one checkpoint to the next, at least 1. Default 1.</param>
    public Checkpoint(string path, int everyEpochs = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        this.path = path;
        this.everyEpochs = Check.AtLeast(1, everyEpochs);
    }

    /// <inheritdoc/>
    public override void AllSawEpoch(TrainingState<T> state)
    {
        if (state.Epoch % everyEpochs == 0 || state.Epoch == state.Epochs || state.StopReason is not null) state.Save(path);
    }
}
