using System.Numerics;

namespace NeuralLab;

/// <summary>Stops as soon as a loss or a measure has reached a goal.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class StopAt<T> : TrainingObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Func<History, double> value;
    readonly double goal;
    readonly bool above, needsValidation;
    readonly string? measure;

    StopAt(Func<History, double> value, double goal, bool above = false, bool needsValidation = false, string? measure = null) =>
        (this.value, this.goal, this.above, this.needsValidation, this.measure) = (value, Check.Finite(goal), above, needsValidation, measure);

    /// <summary>Stops when the training loss is at most <paramref name="goal"/>.</summary>
    /// <param name="goal">A finite number.</param>
    public static StopAt<T> Loss(double goal) => new(history => history.Loss[^1], goal);

    /// <summary>Stops when the validation loss is at most <paramref name="goal"/>; needs validation data.</summary>
    /// <param name="goal">A finite number.</param>
    public static StopAt<T> ValidationLoss(double goal) => new(history => history.ValidationLoss[^1], goal, needsValidation: true);

    /// <summary>Stops when a measure, such as an F1 score, is at least <paramref name="goal"/>.</summary>
    /// <param name="name">Its name in <see cref="Trainer{T}.Measures"/>.</param>
    /// <param name="goal">A finite number.</param>
    public static StopAt<T> Measure(string name, double goal)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(history => history.Latest(name), goal, above: true, measure: name);
    }

    /// <summary>Checks that there is what it waits for.</summary>
    /// <inheritdoc/>
    public override void TrainingStarted(TrainingState<T> state)
    {
        if (needsValidation && !state.HasValidation)
            throw new ArgumentException("StopAt.ValidationLoss needs validation data: set Validation or ValidationFraction of the trainer.");
        if (measure is not null && !state.Measures.Contains(measure))
            throw new ArgumentException($"StopAt.Measure waits for '{measure}', but the trainer measures: {string.Join(", ", state.Measures)}.");
    }

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState<T> state)
    {
        var now = value(state.History);
        if (above ? now >= goal : now <= goal) state.Stop(StopReason.GoalReached);
    }
}
