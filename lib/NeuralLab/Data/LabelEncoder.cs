namespace NeuralLab;

/// <summary>Gives classes of any kind (names, odd numbers) the labels 0, 1, 2, ... in sorted order, and back.</summary>
/// <typeparam name="TClass">What a class is called by; strings are sorted by character code.</typeparam>
public sealed class LabelEncoder<TClass> where TClass : notnull
{
    TClass[] classes = [];
    Dictionary<TClass, int> labels = [];

    /// <summary>The classes seen, in the order of their labels.</summary>
    /// <exception cref="NotFittedException">The encoder was not fitted.</exception>
    public IReadOnlyList<TClass> Classes => classes.Length > 0 ? classes : throw new NotFittedException(nameof(LabelEncoder<>));

    /// <summary>Learns which classes there are. Called again, it forgets what it knew.</summary>
    /// <param name="samples">The class of every sample, at least one.</param>
    /// <exception cref="ArgumentException">Null or empty.</exception>
    public void Fit(IEnumerable<TClass> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var comparer = typeof(TClass) == typeof(string) ? (IComparer<TClass>)StringComparer.Ordinal : Comparer<TClass>.Default;
        TClass[] found = [.. samples.Distinct().Order(comparer)];
        if (found.Length == 0) throw new ArgumentException("samples must hold at least one sample, but is empty.", nameof(samples));
        (classes, labels) = (found, found.Index().ToDictionary(entry => entry.Item, entry => entry.Index));
    }

    /// <summary>Turns classes into labels.</summary>
    /// <param name="samples">The class of every sample.</param>
    /// <returns>Labels, 0 .. classes - 1, one per sample.</returns>
    /// <exception cref="NotFittedException">The encoder was not fitted.</exception>
    /// <exception cref="DataException">A class was not seen in fitting.</exception>
    public int[] Encode(IEnumerable<TClass> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var known = Classes;
        return [.. samples.Select((value, sample) => labels.TryGetValue(value, out int label)
            ? label
            : throw new DataException(
                $"Sample {sample} is of class '{value}', which was not there in fitting; known are {string.Join(", ", known)}."))];
    }

    /// <summary>Turns labels back into classes.</summary>
    /// <param name="encoded">Labels, 0 .. classes - 1.</param>
    /// <exception cref="NotFittedException">The encoder was not fitted.</exception>
    /// <exception cref="DataException">A label has no class.</exception>
    public TClass[] Decode(int[] encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        int count = Classes.Count;
        return [.. encoded.Select((label, sample) => (uint)label < (uint)count
            ? classes[label]
            : throw new DataException($"The label of sample {sample} is {label}; it must be a class of 0 .. {count - 1}."))];
    }
}
