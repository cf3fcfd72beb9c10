using System.Numerics;

namespace NeuralLab;

/// <summary>Stops as soon as a loss or a metric has reached a goal.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class StopAt<T> : TrainingObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Func<History, double> value;
    readonly double goal;
    readonly bool above, needsValidation;
    readonly string? metric;

    StopAt(Func<History, double> value, double goal, bool above = false, bool needsValidation = false, string? metric = null) =>
        (this.value, this.goal, this.above, this.needsValidation, this.metric) = (value, Check.Finite(goal), above, needsValidation, metric);

    /// <summary>Stops when the training loss is at most <paramref name="goal"/>.</summary>
    /// <param name="goal">A finite number.</param>
    public static StopAt<T> Loss(double goal) => new(history => history.Loss[^1], goal);

    /// <summary>Stops when the validation loss is at most <paramref name="goal"/>; needs validation data.</summary>
    /// <param name="goal">A finite number.</param>
    public static StopAt<T> ValidationLoss(double goal) => new(history => history.ValidationLoss[^1], goal, needsValidation: true);

    /// <summary>Stops when a metric, such as an F1 score, is as good as <paramref name="goal"/> or better.</summary>
    /// <param name="metric">One of the trainer's <see cref="Trainer{T}.Metrics"/>.</param>
    /// <param name="goal">A finite number.</param>
    public static StopAt<T> Metric(Metric<T> metric, double goal)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new(history => history.Latest(metric.Name), goal, above: metric.HigherIsBetter, metric: metric.Name);
    }

    /// <summary>Checks that there is what it waits for.</summary>
    /// <inheritdoc/>
    public override void TrainingStarted(TrainingState<T> state)
    {
        if (needsValidation && !state.HasValidation)
            throw new ArgumentException("StopAt.ValidationLoss needs validation data: set Validation or ValidationFraction of the trainer.", nameof(Trainer<>.Observers));
        if (metric is not null && !state.Metrics.Contains(metric))
            throw new ArgumentException($"StopAt.Metric waits for '{metric}', but the trainer records: {string.Join(", ", state.Metrics)}.", nameof(Trainer<>.Observers));
    }

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState<T> state)
    {
        var now = value(state.History);
        if (above ? now >= goal : now <= goal) state.Stop(StopReason.GoalReached);
    }
}
