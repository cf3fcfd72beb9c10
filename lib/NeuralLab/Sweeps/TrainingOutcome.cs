namespace NeuralLab;

/// <summary>How a <see cref="TrainingJob"/> went.</summary>
/// <param name="StopReason">Why it ended.</param>
/// <param name="Epochs">Epochs that are done, those of earlier calls included.</param>
/// <param name="BestEpoch">Epoch (from 1) with the lowest validation loss.</param>
/// <param name="Divergence">Where the loss left the finite numbers; null if it did not.</param>
/// <param name="Record">What <see cref="MlpExperiment.Run"/> measures; null where the job was cancelled or diverged.</param>
public sealed record TrainingOutcome(StopReason StopReason, int Epochs, int BestEpoch, Divergence? Divergence, SweepRecord? Record);

/// <summary>How far a <see cref="TrainingJob"/> is.</summary>
/// <param name="Epoch">The epoch that just ended, from 1.</param>
/// <param name="Epochs">Epochs asked for.</param>
/// <param name="Loss">Its mean training loss.</param>
/// <param name="ValidationLoss">Loss on the validation data after it.</param>
/// <param name="Seconds">Seconds of training since the beginning.</param>
public sealed record TrainingProgress(int Epoch, int Epochs, double Loss, double ValidationLoss, double Seconds);
