namespace NeuralLab;

/// <summary>Some samples of a batch, one after the other, counted from the first sample of the batch: 0 is always the same one.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many.</param>
readonly record struct SampleRange(int First, int Count)
{
    /// <summary>The sample after the last.</summary>
    internal int End => First + Count;
}
