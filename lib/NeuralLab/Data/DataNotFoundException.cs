namespace NeuralLab;

/// <summary>A data file or folder that is not there.</summary>
/// <param name="path">Where it was looked for.</param>
/// <param name="remedy">What to do, as the end of a sentence.</param>
public sealed class DataNotFoundException(string path, string remedy) : DataException($"{path} is not there: {remedy}.")
{
    /// <summary>Where it was looked for.</summary>
    public string Path => path;
}
