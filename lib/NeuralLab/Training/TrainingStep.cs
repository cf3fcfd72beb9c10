using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// One update of the weights from one batch, in two rounds of pieces that may run side by side: forward, loss and backward of a slice
/// of the batch; then gradient and update of a chunk of the weights. Allocates nothing. The pieces depend on the shapes alone, never
/// on the number of threads, so that the result is the same bits.
/// </summary>
sealed class TrainingStep<T> : IPieces
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A slice has samples enough to keep the matrix products busy; of a small network so many more as stay in cache from layer to layer.
    const int SliceSamples = 32;
    const int SliceNumbers = 16_384;

    // Below this many multiply-adds, waking a second thread costs more than it brings.
    const long WorkWorthSharing = 60_000;

    // From this many on, a batch of a single slice is cut in two, unless they become too thin.
    const long WorkWorthHalving = 1_000_000;
    const int LeastSliceSamples = 16;

    readonly Network<T> network;
    readonly Objective<T> objective;
    readonly Matrix<T> data;
    readonly WeightUpdate<T> update;
    readonly Pass<T> pass;
    readonly Matrix<T> batchTargets;
    readonly T[] batchWeights;
    readonly T[]? sampleWeights;
    readonly double[] sliceLoss;
    readonly int sliceSamples;
    readonly bool wholeData;
    readonly int threads;
    int[] order = [];
    int start, count;
    double scale;

    internal TrainingStep(
        Network<T> network, Objective<T> objective, Matrix<T> data, T[]? sampleWeights, int batchSize, WeightUpdate<T> update, int threads)
    {
        (this.network, this.objective, this.data, this.sampleWeights, this.update) = (network, objective, data, sampleWeights, update);
        wholeData = batchSize == data.ColumnCount;
        pass = new(network, batchSize, PassKind.Training, wholeData ? data : null);
        batchTargets = wholeData ? objective.Targets : Shapes.Zeros<T>(network.Outputs, batchSize);
        batchWeights = sampleWeights is null ? [] : new T[batchSize];
        sliceSamples = network.Layers.Any(layer => layer.NeedsWholeBatch) ? batchSize : SamplesOfSlice(network, batchSize);
        sliceLoss = new double[(batchSize + sliceSamples - 1) / sliceSamples];
        this.threads = (long)network.ParameterCount * batchSize < WorkWorthSharing ? 1 : threads;
    }

    /// <summary>Trains on the samples that <paramref name="order"/> names from start on; returns their mean loss before the update.</summary>
    /// <param name="order">Indices of samples; not used when the batch is all the data.</param>
    /// <param name="start">First place in the order.</param>
    /// <param name="count">Samples, at most the batch size.</param>
    /// <param name="step">Counted from 1.</param>
    /// <param name="key">What random layers draw from, not 0.</param>
    /// <param name="learningRate">Of this step.</param>
    internal double Run(int[] order, int start, int count, long step, long key, double learningRate)
    {
        (this.order, this.start, this.count) = (order, start, count);
        pass.Begin(key);
        if (sampleWeights is not null)
            for (var j = 0; j < count; j++) batchWeights[j] = sampleWeights[wholeData ? j : order[start + j]];
        scale = objective.Scale(count, sampleWeights is null ? default : batchWeights.AsSpan(0, count));
        var slices = (count + sliceSamples - 1) / sliceSamples;
        Workers.Run(this, slices, threads);
        var loss = 0.0;
        for (var slice = 0; slice < slices; slice++) loss += sliceLoss[slice];
        update.Run(pass, count, step, learningRate, threads);
        return loss;
    }

    static int SamplesOfSlice(Network<T> network, int batchSize)
    {
        var samples = Math.Max(SliceSamples, SliceNumbers / (network.Inputs + network.Layers.Sum(layer => layer.Outputs)));
        return (long)network.ParameterCount * batchSize < WorkWorthHalving
            ? samples
            : Math.Min(samples, Math.Max(LeastSliceSamples, (batchSize + 1) / 2));
    }

    void IPieces.Run(int slice)
    {
        var first = slice * sliceSamples;
        var samples = Math.Min(sliceSamples, count - first);
        if (!wholeData)
        {
            var chosen = order.AsSpan(start + first, samples);
            var kernels = network.Layers[0].Kernels;
            kernels.Gather(data.Block(), chosen, pass.Input.Block().ColumnRange(first, samples));
            kernels.Gather(objective.Targets.Block(), chosen, batchTargets.Block().ColumnRange(first, samples));
        }
        pass.Last.IsFused = objective.IsFused;
        pass.Forward(first, samples);
        sliceLoss[slice] = objective.Evaluate(pass, batchTargets, sampleWeights is null ? default : batchWeights, first, samples, scale);
        pass.Backward(first, samples);
    }
}
