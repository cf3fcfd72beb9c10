using System.Numerics;

namespace NeuralLab;

/// <summary>
/// Looks on while a network is trained: stops, records, saves, shows progress. Methods are called on the thread that trains; the
/// time they take between epochs is not counted as training.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class TrainingObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Before the first epoch. An observer that kept something of an earlier run forgets it here.</summary>
    /// <param name="state">The run at its beginning.</param>
    public virtual void TrainingStarted(TrainingState<T> state)
    {
    }

    /// <summary>True if <see cref="StepEnded"/> is to be called. Default false.</summary>
    public virtual bool WatchesSteps => false;

    /// <summary>After each update of the weights, if <see cref="WatchesSteps"/>; the time it takes counts as training.</summary>
    /// <param name="state">The run as it stands.</param>
    public virtual void StepEnded(TrainingState<T> state)
    {
    }

    /// <summary>After each epoch.</summary>
    /// <param name="state">The run as it stands; <see cref="TrainingState{T}.Stop"/> ends it.</param>
    public virtual void EpochEnded(TrainingState<T> state)
    {
    }

    /// <summary>When training has ended, for whatever reason.</summary>
    /// <param name="state">The run at its end.</param>
    public virtual void TrainingEnded(TrainingState<T> state)
    {
    }

    /// <summary>After each epoch, when every observer has seen it: nothing is between this and the next epoch's first step.</summary>
    /// <param name="state">The run.</param>
    public virtual void AllSawEpoch(TrainingState<T> state)
    {
    }

    /// <summary>Writes what the observer has kept to a checkpoint.</summary>
    internal virtual void Save(TensorSection section)
    {
    }

    /// <summary>Takes it back.</summary>
    internal virtual void Load(TensorSection section)
    {
    }
}
