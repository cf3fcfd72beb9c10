using System.Numerics;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// The samples of one step: each is gathered from where it lies in the data when its slice begins. A batch that is all the data is read
/// where the data are, in their own order.
/// </summary>
sealed class TrainingBatch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Matrix<T> data, targets, chosenTargets;
    readonly T[]? weights;
    readonly T[] chosenWeights;
    readonly bool isAllData;
    ArraySegment<int> chosen;
    int firstSample;

    /// <summary>Room for the batches of a run.</summary>
    /// <param name="data">Inputs x samples.</param>
    /// <param name="targets">Outputs x samples, as the loss wants them.</param>
    /// <param name="weights">One a sample, or null.</param>
    /// <param name="batchSize">Samples of a batch.</param>
    /// <param name="partSamples">How many of them go through the network at a time.</param>
    internal TrainingBatch(Matrix<T> data, Matrix<T> targets, T[]? weights, int batchSize, int partSamples)
    {
        (this.data, this.targets, this.weights) = (data, targets, weights);
        isAllData = batchSize == data.ColumnCount;
        chosenTargets = isAllData ? targets : Matrices.Zeros<T>(targets.RowCount, partSamples);
        chosenWeights = weights is null ? [] : new T[batchSize];
    }

    /// <summary>The whole batch, where it needs no gathering.</summary>
    internal Matrix<T>? WhereItIs => isAllData ? data : null;

    internal int Count => chosen.Count;

    /// <summary>The weight of each sample, or nothing where all are 1.</summary>
    internal ReadOnlySpan<T> Weights => weights is null ? default : chosenWeights.AsSpan(0, Count);

    /// <summary>Begins a batch.</summary>
    /// <param name="samples">Places in the data; of all data only how many there are counts.</param>
    internal void Choose(ArraySegment<int> samples)
    {
        chosen = samples;
        if (weights is not null)
            for (var j = 0; j < Count; j++) chosenWeights[j] = weights[isAllData ? j : samples[j]];
    }

    /// <summary>Makes room for the samples from this one on.</summary>
    internal void MoveTo(int firstSample) => this.firstSample = isAllData ? 0 : firstSample;

    /// <summary>Brings inputs and targets of some samples where <paramref name="first"/> and <see cref="Targets"/> read them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Gather(in LayerSlice<T> first)
    {
        if (isAllData) return;
        var places = chosen.AsSpan(first.Samples.First, first.Samples.Count);
        first.Kernels.Gather(data.Block(), places, first.X);
        first.Kernels.Gather(targets.Block(), places, Targets(first.Samples));
    }

    /// <summary>Targets of some samples: outputs x samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal Block<T> Targets(SampleRange samples) => chosenTargets.Block().ColumnRange(samples.First - firstSample, samples.Count);

    /// <summary>Weights of some samples, or nothing.</summary>
    internal ReadOnlySpan<T> WeightsOf(SampleRange samples) =>
        weights is null ? default : chosenWeights.AsSpan(samples.First, samples.Count);
}
