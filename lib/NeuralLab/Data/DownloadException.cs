namespace NeuralLab;

/// <summary>A download that failed, and will not succeed by trying again at once.</summary>
/// <param name="address">What was to be downloaded.</param>
/// <param name="problem">What happened and what to do.</param>
/// <param name="inner">The cause, if another exception is.</param>
public sealed class DownloadException(Uri address, string problem, Exception? inner = null) : DataException($"{address}: {problem}", inner)
{
    /// <summary>What was to be downloaded.</summary>
    public Uri Address => address;
}
