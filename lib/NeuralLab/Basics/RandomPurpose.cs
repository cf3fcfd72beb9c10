namespace NeuralLab;

/// <summary>
/// What random numbers are drawn for. One <see cref="RandomStream"/> per purpose keeps experiments comparable: turning dropout on
/// does not change the initial weights, another batch size does not change the split.
/// </summary>
public static class RandomPurpose
{
    /// <summary>Initial weights and biases.</summary>
    public const string Initialization = "initialization";

    /// <summary>The order of the samples in an epoch (index: the epoch) or of a data set.</summary>
    public const string Shuffling = "shuffling";

    /// <summary>Which units dropout switches off.</summary>
    public const string Dropout = "dropout";

    /// <summary>Which samples go to training, validation, test or to a fold.</summary>
    public const string Splitting = "splitting";

    /// <summary>Generated samples (index: which part of a set, e.g. 0 training, 1 test).</summary>
    public const string Data = "data";

    /// <summary>Noise on labels and targets.</summary>
    public const string Noise = "noise";

    /// <summary>Random search, of weights or of settings.</summary>
    public const string Search = "search";
}
