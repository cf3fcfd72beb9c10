using System.Numerics;
using System.Text;

namespace NeuralLab;

/// <summary>
/// A long training run in a folder of its own, which may end at any moment and goes on where its last checkpoint stands: <c>spec.json</c>
/// (what is run), <c>checkpoint.safetensors</c>, <c>log.jsonl</c> (a line for each epoch), and at the end <c>model.safetensors</c> and
/// <c>result.json</c> (a line as a sweep's results have it). However often it was interrupted, the model is bit for bit that of an
/// undisturbed run.
/// </summary>
/// <param name="spec">What to run.</param>
/// <param name="folder">The folder; made where it is not there.</param>
public sealed class TrainingJob(TrainSpec spec, string folder)
{
    /// <summary>What the job's files are called.</summary>
    public const string Spec = "spec.json", Checkpoint = "checkpoint.safetensors", Log = "log.jsonl", Model = "model.safetensors", Result = "result.json";

    const string InUse = "in use";

    /// <summary>Most threads of a step, at least 1; 0 (default): as many as the library takes. The result does not depend on it.</summary>
    public int Threads { get; init => field = Check.AtLeast(0, value); }

    /// <summary>Is told of each epoch. Default: nobody.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Ends the run after the epoch under way, and saves it.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Begins, or goes on; a job that is done is judged again and changes nothing.</summary>
    /// <returns>How it went. A job that was cancelled or diverged has no <see cref="TrainingOutcome.Record"/> and leaves no model.</returns>
    /// <exception cref="DataException">The data are not there, or the folder holds another job, or a damaged one.</exception>
    /// <exception cref="ArgumentException">A setting has a value that cannot be.</exception>
    /// <exception cref="FormatException">A setting names what there is not.</exception>
    /// <exception cref="IOException">The folder cannot be written to, or another process runs the job now.</exception>
    public TrainingOutcome Run()
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        using var alone = Hold();
        RequireSameSpec();
        return MlpRun.IsSingle(spec.Settings) ? Run<float>() : Run<double>();
    }

    TrainingOutcome Run<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MlpRun<T> run = new(ExperimentData.Load<T>(spec.Data), spec.Settings, spec.Seed);
        TrainingJobObserver<T> observer = new(PathOf(Log), Progress, Cancellation);
        var trainer = run.Trainer([observer, new Checkpoint<T>(PathOf(Checkpoint), spec.CheckpointEvery)], Threads);
        if (!File.Exists(PathOf(Spec))) Write(Spec, spec.ToJson());
        var result = File.Exists(PathOf(Checkpoint)) ? Resume(trainer, run.Training) : trainer.Fit(run.Training);
        SweepRecord? record = null;
        if (result.StopReason != StopReason.Cancelled && result.Divergence is null)
        {
            record = new(spec.Settings, spec.Seed, run.Judge(result), result.Seconds);
            run.Network.Save(PathOf(Model));
            Write(Result, record.ToJson());
        }
        return new(result.StopReason, result.History.Epochs, result.BestEpoch, result.Divergence, record);
    }

    TrainingResult<T> Resume<T>(Trainer<T> trainer, DataSet<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        try
        {
            return trainer.Resume(PathOf(Checkpoint), data);
        }
        catch (Exception error) when (error is ModelFormatException or ArgumentException)
        {
            throw new DataException($"{error.Message.TrimEnd('.')}: delete the folder {folder} to begin anew.", error);
        }
    }

    /// <summary>Where the system has locks, a second process is refused; it would only do the same work again.</summary>
    FileStream Hold()
    {
        try
        {
            return new(PathOf(InUse), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (File.Exists(PathOf(InUse)))
        {
            throw new IOException($"Another process is running the job in {folder}.", error);
        }
    }

    void RequireSameSpec()
    {
        if (File.Exists(PathOf(Spec)) && TrainSpec.Read(PathOf(Spec)) is var there && there.ToJson() != spec.ToJson())
            throw new DataException($"{folder} holds another job, of {Path.Combine(folder, Spec)}: give another folder, or delete this one.");
    }

    void Write(string name, string text) => AtomicFile.Write(PathOf(name), stream => stream.Write(Encoding.UTF8.GetBytes(text + "\n")));

    string PathOf(string name) => Path.Combine(folder, name);
}
