using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// Trains a network by gradient descent: settings as properties, then <see cref="Fit(Matrix{T}, Matrix{T})"/>. The same settings and
/// seed give the same weights, bit for bit, at any number of threads.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Trainer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly bool isBatchSizeGiven;

    /// <summary>A trainer for a network.</summary>
    /// <param name="network">Its parameters are changed in place.</param>
    public Trainer(Network<T> network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
    }

    /// <summary>The network to train.</summary>
    public Network<T> Network { get; }

    /// <summary>What is to become small.</summary>
    public required Loss Loss { get; init => field = Check.Given(value); }

    /// <summary>How weights follow gradients. Default: Adam with rate 0.001.</summary>
    public Optimizer Optimizer { get; init => field = Check.Given(value); } = new Adam();

    /// <summary>How the learning rate changes. Default: not at all.</summary>
    public Schedule Schedule { get; init => field = Check.Given(value); } = Schedule.Constant;

    /// <summary>Penalty on the weights of every layer that has none of its own. Default: none.</summary>
    public Regularizer? Regularizer { get; init; }

    /// <summary>Limit on gradients. Default: none.</summary>
    public GradientClipping? Clipping { get; init; }

    /// <summary>Limit on the norm of the weights into a neuron. Default: none.</summary>
    public MaxNorm? MaxNorm { get; init; }

    /// <summary>Passes through the training data, at least 1. Default 100.</summary>
    public int Epochs { get; init => field = Check.AtLeast(1, value); } = 100;

    /// <summary>
    /// Samples to an update, at least 1 and at most the training samples; null: all of them (full batch). The last batch of an epoch
    /// holds what is left. Default 32, or all samples where there are fewer.
    /// </summary>
    public int? BatchSize
    {
        get;
        init
        {
            field = value is { } size ? Check.AtLeast(1, size, nameof(BatchSize)) : null;
            isBatchSizeGiven = true;
        }
    } = 32;

    /// <summary>True (default): the samples come in a new random order in every epoch.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>What shuffling, dropout and the validation split draw from. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Weight of each training sample in the loss, finite and >= 0. Null (default): all 1.</summary>
    public IReadOnlyList<double>? SampleWeights { get; init; }

    /// <summary>Data to watch the loss on after each epoch; never trained on. Default: none.</summary>
    public DataSet<T>? Validation { get; init; }

    /// <summary>
    /// Part of the training data to set aside for validation, in [0, 1), when <see cref="Validation"/> is null; stratified by class
    /// when the targets are one-hot. Default 0.
    /// </summary>
    public double ValidationFraction { get; init => field = Check.Fraction(value); }

    /// <summary>
    /// Further numbers to record after each epoch, on the validation data, or on the training data where there are none: of
    /// <see cref="Metrics{T}"/>, or a <see cref="Metric{T}"/> of your own. Their names must differ. Default: none.
    /// </summary>
    public IReadOnlyList<Metric<T>> Metrics { get; init => field = Check.EachGiven(value); } = [];

    /// <summary>Who looks on: early stopping, recorders, progress. Default: nobody.</summary>
    public IReadOnlyList<TrainingObserver<T>> Observers { get; init => field = Check.EachGiven(value); } = [];

    /// <summary>Time of training, > 0, after which it stops at the end of an epoch. Default: no limit.</summary>
    public TimeSpan TimeLimit { get; init => field = Check.Positive(value); } = TimeSpan.MaxValue;

    /// <summary>Stops training after the step that is under way.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Most threads that work on a step, at least 1; the result does not depend on it. Default: one for each core, or one in all
    /// where <see cref="Repeat"/> or <see cref="CrossValidation"/> runs several at once.</summary>
    public int Threads { get; init => field = Check.AtLeast(1, value); } = Repeat.ThreadsOfOne;

    /// <summary>Samples to an update of that many; the default gives way, a size that was asked for does not.</summary>
    internal int BatchSizeFor(int samples)
    {
        if (isBatchSizeGiven && BatchSize > samples)
            throw new ArgumentException(
                $"{nameof(BatchSize)} must be at most the number of training samples, {samples}, but is {BatchSize}; null trains on the full batch.", nameof(BatchSize));
        return Math.Min(BatchSize ?? samples, samples);
    }

    /// <summary>Trains on a data set.</summary>
    /// <param name="data">Training data.</param>
    /// <returns>How it went; the network has changed.</returns>
    public TrainingResult<T> Fit(DataSet<T> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Fit(data.X, data.Y);
    }

    /// <summary>Trains on matrices.</summary>
    /// <param name="X">Inputs x samples, finite, at least one sample.</param>
    /// <param name="Y">Targets, outputs x samples, finite.</param>
    /// <returns>How it went; the network has changed.</returns>
    /// <exception cref="ArgumentException">Data or settings do not fit one another or the network; the network is unchanged.</exception>
    /// <exception cref="DataException">A number of the data is NaN or infinite.</exception>
    /// <exception cref="InvalidOperationException">The network is being trained already.</exception>
    public TrainingResult<T> Fit(Matrix<T> X, Matrix<T> Y) => Network.WhileTraining(() => new TrainingRun<T>(this, X, Y).Run());

    /// <summary>Trains on class indices: one-hot targets, or 0 and 1 for a network of one output.</summary>
    /// <param name="X">Inputs x samples, finite, at least one sample.</param>
    /// <param name="labels">The class of each sample, from 0.</param>
    /// <returns>How it went; the network has changed.</returns>
    /// <exception cref="ArgumentException">Data or settings do not fit one another or the network; the network is unchanged.</exception>
    /// <exception cref="DataException">A label is not a class, or a number is NaN or infinite.</exception>
    public TrainingResult<T> Fit(Matrix<T> X, int[] labels) => Fit(X, Network.Outputs == 1
        ? OneHot.Encode<T>(labels, 2).SubMatrix(1, 1, 0, labels.Length)
        : OneHot.Encode<T>(labels, Network.Outputs));

    /// <inheritdoc cref="Resume(string, Matrix{T}, Matrix{T})"/>
    /// <param name="path">The checkpoint.</param>
    /// <param name="data">The same data as then.</param>
    public TrainingResult<T> Resume(string path, DataSet<T> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Resume(path, data.X, data.Y);
    }

    /// <summary>
    /// Goes on with a run of which a <see cref="Checkpoint{T}"/> was written, up to <see cref="Epochs"/>: the result is bit for bit that of
    /// a run that was never interrupted. Observers of the user's own begin anew.
    /// </summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="X">The same data as then.</param>
    /// <param name="Y">The same targets as then.</param>
    /// <returns>How it went, the epochs before the checkpoint included.</returns>
    /// <exception cref="ModelFormatException">The file is damaged, or no checkpoint; the network is unchanged.</exception>
    /// <exception cref="ArgumentException">Network, settings or data are not those of the checkpoint; the network is unchanged.</exception>
    /// <exception cref="InvalidOperationException">The network is being trained already.</exception>
    public TrainingResult<T> Resume(string path, Matrix<T> X, Matrix<T> Y)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Network.WhileTraining(() => Resume(TensorFile.Read(path), path, X, Y));
    }

    TrainingResult<T> Resume(TensorFile file, string path, Matrix<T> X, Matrix<T> Y)
    {
        TrainingRun<T> run = new(this, X, Y);
        var settings = TensorFile.Guard(path, () =>
        {
            NetworkFile.Require<T>(file);
            if (file.Text("kind") != NetworkFile.CheckpointKind) throw new FormatException("it holds a model, not a checkpoint of a run");
            return file.Text("settings");
        });
        run.RequireSameSettings(path, settings);
        return run.Run(file, path);
    }
}
