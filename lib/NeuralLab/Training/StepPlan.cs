using System.Numerics;

namespace NeuralLab;

/// <summary>
/// How a step is cut: a batch into parts, one after the other, and a part into slices, side by side. A batch so large that what it
/// leaves in the layers would not stay in cache goes through in parts, whose gradients are added up. The result is the same bits for
/// every number of threads: parts, and the samples whose losses are added up at once, depend on the shapes alone, and the slices, which
/// do not, change no number of a layer.
/// </summary>
/// <param name="PartSamples">Samples of a part, but for the last.</param>
/// <param name="LossSamples">Samples whose losses are one sum, but for the last.</param>
/// <param name="SliceSamples">Samples of a slice, but for the last: some such sums.</param>
/// <param name="Threads">How many threads share a step.</param>
readonly record struct StepPlan(int PartSamples, int LossSamples, int SliceSamples, int Threads)
{
    // The shortest slice has samples enough to keep the matrix products busy; of a small network so many more as stay in cache from layer
    // to layer. Where threads are few, slices are longer: each reads all weights.
    const int LeastSlice = 32;
    const int LongestSlice = 128;
    const int SliceNumbers = 16_384;

    // The same for a part, which all threads share: it has samples enough for the gradient, and its numbers stay in the second caches.
    const int LeastPart = 512;
    const int PartNumbers = 131_072;

    // Below this many multiply-adds, waking a second thread costs more than it brings.
    const long WorkWorthSharing = 60_000;

    // From this many on, a batch of a single slice is cut in two, unless they become too thin.
    const long WorkWorthHalving = 1_000_000;
    const int LeastHalf = 16;

    /// <summary>The plan for a network and a batch size.</summary>
    internal static StepPlan For<T>(Network<T> network, int batchSize, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var work = (long)network.ParameterCount * batchSize;
        if (work < WorkWorthSharing) threads = 1;
        if (network.Layers.Any(layer => layer.NeedsWholeBatch)) return new(batchSize, batchSize, batchSize, threads);
        var numbers = network.Inputs + network.Layers.Sum(layer => layer.Outputs);
        var slice = Math.Max(LeastSlice, SliceNumbers / numbers);
        if (work >= WorkWorthHalving) slice = Math.Min(slice, Math.Max(LeastHalf, (batchSize + 1) / 2));
        var slices = (Math.Max(LeastPart, PartNumbers / numbers) + slice - 1) / slice;
        var part = Math.Min(batchSize, slices * slice);
        var together = Math.Clamp((part + slice - 1) / slice / threads, 1, Math.Max(1, LongestSlice / slice));
        return new(part, slice, together * slice, threads);
    }

    /// <summary>The part of a batch that begins with a sample.</summary>
    internal SampleRange Part(int first, int batch) => new(first, Math.Min(PartSamples, batch - first));

    /// <summary>How many slices a part has.</summary>
    internal int Slices(SampleRange part) => (part.Count + SliceSamples - 1) / SliceSamples;

    /// <summary>A slice of a part, counted from 0.</summary>
    internal SampleRange Slice(SampleRange part, int slice) => Run(part.First + slice * SliceSamples, SliceSamples, part.End);

    /// <summary>How many sums of losses a part has.</summary>
    internal int Losses(SampleRange part) => (part.Count + LossSamples - 1) / LossSamples;

    /// <summary>The samples from the first one on whose losses are one sum.</summary>
    internal SampleRange Loss(int first, int end) => Run(first, LossSamples, end);

    static SampleRange Run(int first, int count, int end) => new(first, Math.Min(count, end - first));
}
