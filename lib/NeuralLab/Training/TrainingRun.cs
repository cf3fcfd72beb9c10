using System.Diagnostics;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>One call of <see cref="Trainer{T}.Fit(Matrix{T}, Matrix{T})"/>: the loop over epochs and batches.</summary>
sealed partial class TrainingRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Trainer<T> settings;
    readonly Matrix<T> X, Y;
    readonly Matrix<T>? validationX, validationY;
    readonly Objective<T>? validation;
    readonly WeightUpdate<T> update;
    readonly ScheduleRun schedule;
    readonly int batchSize;
    readonly int[] order;
    readonly History history = new();
    readonly TrainingState<T> state;
    readonly TrainingObserver<T>[] stepObservers;
    readonly WeightSnapshot<T> best;
    readonly Stopwatch clock = new();
    double bestLoss = double.PositiveInfinity, secondsBefore;
    int bestEpoch;

    internal TrainingRun(Trainer<T> settings, Matrix<T> X, Matrix<T> Y)
    {
        this.settings = settings;
        var network = settings.Network;
        (this.X, this.Y, var weights, validationX, validationY) = TrainingData.Prepare(settings, X, Y);
        var samples = this.X.ColumnCount;
        batchSize = settings.BatchSizeFor(samples);
        RequireBatches(samples);
        if (settings.Metrics.CountBy(metric => metric.Name).Any(count => count.Value > 1))
            throw new ArgumentException($"The names of {nameof(settings.Metrics)} must differ, but are: {string.Join(", ", settings.Metrics)}.", nameof(settings.Metrics));
        Objective<T> objective = new(network, settings.Loss, this.Y);
        if (validationX is not null) validation = new(network, settings.Loss, validationY!);
        var plan = StepPlan.For(network, batchSize, settings.Threads);
        var sampleWeights = TrainingData.Combine(weights, objective.SampleWeights);
        TrainingBatch<T> batch = new(this.X, objective.Targets, sampleWeights, batchSize, plan.PartSamples);
        update = new(network, settings.Optimizer, settings.Regularizer, settings.Clipping, settings.MaxNorm, plan.Threads);
        Step = new(network, objective, batch, update, plan, StepKey.OfRun(settings.Seed));
        schedule = settings.Schedule.Start(settings.Optimizer.LearningRate);
        order = [.. Enumerable.Range(0, samples)];
        state = new(network, settings.Epochs, history, validation is not null, settings.Metrics.Select(metric => metric.Name), SaveCheckpoint);
        stepObservers = [.. settings.Observers.Where(observer => observer.WatchesSteps)];
        best = new(network);
    }

    /// <summary>Trains to the end, from the beginning or from where a checkpoint stands.</summary>
    /// <exception cref="OperationCanceledException">The host ended it.</exception>
    internal TrainingResult<T> Run(TensorFile? checkpoint = null, string path = "")
    {
        var work = Host.Begin("training", "epochs", settings.Epochs);
        try
        {
            return RunEpochs(work, checkpoint, path);
        }
        finally
        {
            work?.End();
        }
    }

    TrainingResult<T> RunEpochs(IProgress<long>? work, TensorFile? checkpoint, string path)
    {
        foreach (var observer in settings.Observers) observer.TrainingStarted(state);
        if (checkpoint is not null) TensorFile.Guard(path, () => LoadCheckpoint(checkpoint));
        Divergence? divergence = null;
        while (state.Epoch < settings.Epochs && state.StopReason is null && divergence is null)
        {
            divergence = RunEpoch();
            if (divergence is not null) state.Stop(StopReason.Diverged);
            else if (state.StopReason is null) EndEpoch();
            work?.Report(state.Epoch);
        }
        if (divergence is not null) best.Restore();
        foreach (var observer in settings.Observers) observer.TrainingEnded(state);
        return new(settings.Network, history, state.StopReason ?? StopReason.EpochsDone, bestEpoch, divergence);
    }

    /// <summary>One pass through the data. Returns where the loss left the finite numbers, if it did.</summary>
    Divergence? RunEpoch()
    {
        clock.Start();
        var epoch = state.Epoch;
        if (settings.Shuffle && batchSize < order.Length) ShuffleOrder(epoch);
        double total = 0, lastFinite = history.Epochs > 0 ? history.Loss[^1] : double.NaN, rate = 0;
        for (var start = 0; start < order.Length; start += batchSize)
        {
            var samples = Batch(start);
            var number = state.Step + 1;
            rate = schedule.Rate(epoch, number - 1);
            var loss = Step.Run(samples, number, rate);
            if (!double.IsFinite(loss))
            {
                clock.Stop();
                return new(epoch + 1, number, lastFinite);
            }
            (state.Step, state.StepLoss) = (number, loss);
            lastFinite = loss;
            total += loss * samples.Count;
            foreach (var observer in stepObservers) observer.StepEnded(state);
            if (!settings.Cancellation.IsCancellationRequested) continue;
            clock.Stop();
            state.Stop(StopReason.Cancelled);
            return null;
        }
        clock.Stop();
        var validationLoss = validation?.Value(validationX!);
        if (!double.IsFinite(validationLoss ?? 0) || WeightsAreLost())
            return new(epoch + 1, state.Step, lastFinite);
        state.Epoch = epoch + 1;
        history.Add(total / order.Length, validationLoss, rate, state.Step, secondsBefore + clock.Elapsed.TotalSeconds);
        return null;
    }

    /// <summary>True if squares of weights overflow: the last update may have thrown them away with no batch after it to show that.</summary>
    bool WeightsAreLost() => settings.Network.Parameters.Any(parameter =>
        !T.IsFinite(T.CreateTruncating(settings.Network.Kernels.SumOfSquares(parameter.Value.Values()))));

    /// <summary>What is done with each batch.</summary>
    internal TrainingStep<T> Step { get; }

    /// <summary>The samples of the batch that begins at a place of the epoch's order; the last one holds what is left.</summary>
    internal ArraySegment<int> Batch(int start) => new(order, start, Math.Min(batchSize, order.Length - start));

    internal int Samples => order.Length;

    void EndEpoch()
    {
        RecordMetrics();
        var monitored = state.MonitoredLoss;
        schedule.EpochEnded(monitored);
        if (monitored < bestLoss)
        {
            (bestLoss, bestEpoch) = (monitored, state.Epoch);
            best.Take();
        }
        foreach (var observer in settings.Observers) observer.EpochEnded(state);
        if (clock.Elapsed >= settings.TimeLimit) state.Stop(StopReason.TimeLimit);
        foreach (var observer in settings.Observers) observer.AllSawEpoch(state);
    }

    void RecordMetrics()
    {
        if (settings.Metrics.Count == 0) return;
        var prediction = settings.Network.Predict(validationX ?? X);
        foreach (var metric in settings.Metrics) history.Add(metric.Name, metric.Compute(validationY ?? Y, prediction));
    }

    /// <summary>The order of an epoch is a function of seed and epoch alone, so that a resumed run goes on as it would have.</summary>
    internal void ShuffleOrder(int epoch)
    {
        for (var i = 0; i < order.Length; i++) order[i] = i;
        new RandomStream(settings.Seed, RandomPurpose.Shuffling, epoch).Shuffle(order);
    }

    void RequireBatches(int samples)
    {
        var pickiest = settings.Network.Layers.MaxBy(layer => layer.SmallestBatch)!;
        var last = samples % batchSize == 0 ? batchSize : samples % batchSize;
        if (Math.Min(batchSize, last) < pickiest.SmallestBatch)
            throw new ArgumentException(
                $"{pickiest.Name} needs at least {pickiest.SmallestBatch} samples in every batch, but {samples} samples in batches of {batchSize} end with {last}; choose another BatchSize.",
                nameof(settings.BatchSize));
    }
}
