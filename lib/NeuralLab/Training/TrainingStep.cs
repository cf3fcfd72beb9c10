using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// One update of the weights from one batch, in two rounds of pieces that may run side by side: forward, loss and backward of a slice
/// of the batch; then gradient and update of a chunk of the weights. Allocates nothing.
/// </summary>
sealed class TrainingStep<T> : IPieces
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Objective<T> objective;
    readonly TrainingBatch<T> batch;
    readonly WeightUpdate<T> update;
    readonly StepPlan plan;
    readonly StepKey keyOfRun;
    readonly Pass<T> pass;
    readonly double[] losses;
    readonly CancellationToken hostCancellation = Host.Cancellation;

    // What the slices of a round share.
    SampleRange part;
    double scale;

    internal TrainingStep(
        Network<T> network, Objective<T> objective, TrainingBatch<T> batch, WeightUpdate<T> update, StepPlan plan, StepKey keyOfRun)
    {
        (this.objective, this.batch, this.update, this.plan, this.keyOfRun) = (objective, batch, update, plan, keyOfRun);
        pass = new(network, plan.PartSamples, PassKind.Training, batch.WhereItIs);
        objective.Join(pass);
        losses = new double[plan.Losses(new(0, plan.PartSamples))];
    }

    /// <summary>Trains on some samples; returns their mean loss before the update.</summary>
    /// <param name="samples">Places in the data, at most as many as a batch has.</param>
    /// <param name="number">Of the step, counted from 1.</param>
    /// <param name="learningRate">Of this step.</param>
    /// <exception cref="OperationCanceledException">The host ended the run.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal double Run(ArraySegment<int> samples, long number, double learningRate)
    {
        hostCancellation.ThrowIfCancellationRequested();
        batch.Choose(samples);
        pass.Begin(keyOfRun.OfStep(number));
        scale = objective.Scale(batch.Count, batch.Weights);
        var loss = 0.0;
        for (var first = 0; first < batch.Count; first = part.End)
        {
            part = plan.Part(first, batch.Count);
            pass.MoveTo(first);
            batch.MoveTo(first);
            Workers.Run(this, plan.Slices(part), plan.Threads);
            for (var i = 0; i < plan.Losses(part); i++) loss += losses[i];
            if (part.End < batch.Count) update.AddGradient(pass, part);
            else update.Run(pass, part, number, learningRate);
        }
        return loss;
    }

    /// <summary>Forward, loss and backward of a slice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void IPieces.Run(int slice)
    {
        var samples = plan.Slice(part, slice);
        batch.Gather(pass.First.Slice(samples));
        pass.Forward(samples);
        Loss(samples);
        pass.Backward(samples);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Loss(SampleRange slice)
    {
        for (var first = slice.First; first < slice.End; first += plan.LossSamples)
        {
            var samples = plan.Loss(first, slice.End);
            losses[(first - part.First) / plan.LossSamples] =
                objective.Evaluate(pass.Last.Slice(samples), batch.Targets(samples), batch.WeightsOf(samples), scale);
        }
    }
}
