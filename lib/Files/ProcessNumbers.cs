namespace NeuralLab;

/// <summary>Where numbers of processes mean the same: this machine, and on Linux this container.</summary>
static class ProcessNumbers
{
    /// <summary>Eight hexadecimal digits, the same in every process for which our number is ours.</summary>
    public static string Space { get; } = Digits(Hash(Environment.MachineName + new FileInfo("/proc/self/ns/pid").LinkTarget));

    /// <summary>The same in every process (FNV-1a).</summary>
    public static uint Hash(string text) =>
        System.Text.Encoding.UTF8.GetBytes(text).Aggregate(2166136261u, (hash, part) => unchecked((hash ^ part) * 16777619u));

    public static string Digits(uint hash) => hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
}
