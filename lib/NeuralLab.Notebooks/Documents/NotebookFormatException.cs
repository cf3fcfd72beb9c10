namespace NeuralLab.Notebooks;

/// <summary>
/// A file that should be a Jupyter notebook (nbformat 4) is not one.
/// The message is one line: the file, the place, what was expected, what was found.
/// </summary>
public sealed class NotebookFormatException : Exception
{
    /// <summary>Describes the fault of one file.</summary>
    /// <param name="file">The file's name as the user knows it.</param>
    /// <param name="fault">What was expected and what was found.</param>
    /// <param name="innerException">The cause, if another exception reported it.</param>
    public NotebookFormatException(string file, string fault, Exception? innerException = null)
        : base($"{file}: {fault}", innerException) => File = file;

    /// <summary>The file's name as the user knows it.</summary>
    public string File { get; }
}
