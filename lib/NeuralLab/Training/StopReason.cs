namespace NeuralLab;

/// <summary>Why a training run ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    EpochsDone,

    /// <summary>The monitored loss no longer fell: see <see cref="EarlyStopping{T}"/>.</summary>
    EarlyStopping,

    /// <summary>A loss or metric reached its goal: see <see cref="StopAt{T}"/>.</summary>
    GoalReached,

    /// <summary>The time limit was reached.</summary>
    TimeLimit,

    /// <summary>The caller cancelled.</summary>
    Cancelled,

    /// <summary>The loss became NaN or infinite: see <see cref="TrainingResult{T}.Divergence"/>.</summary>
    Diverged,
}
