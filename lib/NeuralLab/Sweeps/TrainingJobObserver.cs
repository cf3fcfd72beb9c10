using System.Numerics;
using System.Text;
using System.Text.Json;

namespace NeuralLab;

/// <summary>
/// Writes a job's log, tells of its progress, and ends it when it is cancelled. The log has a line for each epoch of the history, whatever was
/// interrupted: lines of epochs that were lost with a kill are replaced.
/// </summary>
sealed class TrainingJobObserver<T>(string path, IProgress<TrainingProgress>? progress, CancellationToken cancellation) : TrainingObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    bool isWhole;

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState<T> state)
    {
        var history = state.History;
        if (isWhole) Append(history);
        else WriteAll(history);
        progress?.Report(new(state.Epoch, state.Epochs, history.Loss[^1], history.ValidationLoss[^1], history.Seconds[^1]));
        if (cancellation.IsCancellationRequested) state.Stop(StopReason.Cancelled);
    }

    /// <inheritdoc/>
    public override void TrainingEnded(TrainingState<T> state)
    {
        if (!isWhole) WriteAll(state.History);
    }

    void WriteAll(History history)
    {
        AtomicFile.Write(path, stream =>
        {
            for (var epoch = 0; epoch < history.Epochs; epoch++) stream.Write(Line(history, epoch));
        });
        isWhole = true;
    }

    void Append(History history)
    {
        using FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write(Line(history, history.Epochs - 1));
    }

    static byte[] Line(History history, int epoch)
    {
        using MemoryStream line = new();
        using (Utf8JsonWriter json = new(line))
        {
            json.WriteStartObject();
            json.WriteNumber("epoch", epoch + 1);
            json.WriteNumber("step", history.Steps[epoch]);
            json.WriteNumber("loss", history.Loss[epoch]);
            json.WriteNumber("validationLoss", history.ValidationLoss[epoch]);
            json.WriteNumber("learningRate", history.LearningRate[epoch]);
            json.WriteNumber("seconds", history.Seconds[epoch]);
            json.WriteEndObject();
        }
        line.Write("\n"u8);
        return line.ToArray();
    }
}
