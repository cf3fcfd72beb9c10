namespace NeuralLab;

/// <summary>
/// What random layers draw their numbers from: 64 bits that are a function of seed, step and layer alone. At inference, the default,
/// nothing is drawn.
/// </summary>
readonly record struct StepKey
{
    // A bit that every key of training has, so that none is that of inference.
    const ulong Training = 1UL << 62;

    StepKey(ulong value) => Value = value | Training;

    /// <summary>Layers behave as at inference.</summary>
    internal static StepKey Inference => default;

    /// <summary>False at inference.</summary>
    internal bool IsTraining => Value != 0;

    internal ulong Value { get; }

    /// <summary>The key of a run, from which those of its steps come.</summary>
    internal static StepKey OfRun(int seed) => new(new RandomStream(seed, RandomPurpose.Dropout).NextUInt64());

    /// <summary>The key of a step of this run, counted from 1.</summary>
    internal StepKey OfStep(long number) => new(unchecked(Value + (ulong)number));

    /// <summary>The key of a layer in this step, counted from 0: two dropout layers have masks of their own.</summary>
    internal StepKey OfLayer(int place)
    {
        if (!IsTraining) return Inference;
        var state = unchecked(Value + (ulong)place * RandomStream.SplitMixStep);
        return new(RandomStream.SplitMix64(ref state));
    }
}
