using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// One update of the weights from one batch, in two rounds of pieces that may run side by side: forward, loss and backward of a slice
/// of the batch; then gradient and update of a chunk of the weights. A batch so large that what it leaves in the layers would not stay
/// in cache goes through in parts, whose gradients are added up. Allocates nothing. Parts and pieces depend on the shapes alone, never
/// on the number of threads, so that the result is the same bits.
/// </summary>
sealed class TrainingStep<T> : IPieces
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A slice has samples enough to keep the matrix products busy; of a small network so many more as stay in cache from layer to layer.
    const int SliceSamples = 32;
    const int SliceNumbers = 16_384;

    // The same for a part, which all threads share: it has samples enough for the gradient, and its numbers stay in the second caches.
    const int LeastPartSamples = 512;
    const int PartNumbers = 131_072;

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
    readonly int sliceSamples, partSamples;
    readonly bool wholeData;
    readonly int threads;
    int[] order = [];
    int start, partFirst, partSize;
    double scale;

    internal TrainingStep(
        Network<T> network, Objective<T> objective, Matrix<T> data, T[]? sampleWeights, int batchSize, WeightUpdate<T> update, int threads)
    {
        (this.network, this.objective, this.data, this.sampleWeights, this.update) = (network, objective, data, sampleWeights, update);
        wholeData = batchSize == data.ColumnCount;
        if (network.Layers.Any(layer => layer.NeedsWholeBatch))
        {
            (sliceSamples, partSamples) = (batchSize, batchSize);
        }
        else
        {
            var numbers = network.Inputs + network.Layers.Sum(layer => layer.Outputs);
            sliceSamples = SamplesOfSlice(numbers, network.ParameterCount, batchSize);
            var slices = (Math.Max(LeastPartSamples, PartNumbers / numbers) + sliceSamples - 1) / sliceSamples;
            partSamples = Math.Min(batchSize, slices * sliceSamples);
        }
        pass = new(network, partSamples, PassKind.Training, wholeData ? data : null);
        batchTargets = wholeData ? objective.Targets : Shapes.Zeros<T>(network.Outputs, partSamples);
        batchWeights = sampleWeights is null ? [] : new T[batchSize];
        sliceLoss = new double[(partSamples + sliceSamples - 1) / sliceSamples];
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
        (this.order, this.start) = (order, start);
        pass.Begin(key);
        if (sampleWeights is not null)
            for (var j = 0; j < count; j++) batchWeights[j] = sampleWeights[wholeData ? j : order[start + j]];
        scale = objective.Scale(count, sampleWeights is null ? default : batchWeights.AsSpan(0, count));
        var loss = 0.0;
        for (var first = 0; first < count; first += partSamples)
        {
            (partFirst, partSize) = (first, Math.Min(partSamples, count - first));
            pass.MoveTo(first);
            var slices = (partSize + sliceSamples - 1) / sliceSamples;
            Workers.Run(this, slices, threads);
            for (var slice = 0; slice < slices; slice++) loss += sliceLoss[slice];
            if (first + partSize < count) update.AddGradient(pass, partSize, first == 0, threads);
            else update.Run(pass, partSize, first == 0, step, learningRate, threads);
        }
        return loss;
    }

    static int SamplesOfSlice(int numbers, long parameters, int batchSize)
    {
        var samples = Math.Max(SliceSamples, SliceNumbers / numbers);
        return parameters * batchSize < WorkWorthHalving
            ? samples
            : Math.Min(samples, Math.Max(LeastSliceSamples, (batchSize + 1) / 2));
    }

    void IPieces.Run(int slice)
    {
        var first = slice * sliceSamples;
        var samples = Math.Min(sliceSamples, partSize - first);
        var targets = batchTargets.Block().ColumnRange(wholeData ? partFirst + first : first, samples);
        if (!wholeData)
        {
            var chosen = order.AsSpan(start + partFirst + first, samples);
            var kernels = network.Layers[0].Kernels;
            kernels.Gather(data.Block(), chosen, pass.Input.Block().ColumnRange(first, samples));
            kernels.Gather(objective.Targets.Block(), chosen, targets);
        }
        pass.Last.IsFused = objective.IsFused;
        pass.Forward(first, samples);
        var weights = sampleWeights is null ? default : batchWeights.AsSpan(partFirst + first, samples);
        sliceLoss[slice] = objective.Evaluate(pass, first, samples, targets, weights, scale);
        pass.Backward(first, samples);
    }
}
