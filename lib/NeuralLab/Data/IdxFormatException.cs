namespace NeuralLab;

/// <summary>An IDX file that is not what it should be.</summary>
/// <param name="file">The file's path.</param>
/// <param name="problem">What was expected and what came.</param>
/// <param name="inner">The cause, if another exception is.</param>
public sealed class IdxFormatException(string file, string problem, Exception? inner = null) : DataException($"{file}: {problem}", inner)
{
    /// <summary>The file's path.</summary>
    public string File => file;
}
