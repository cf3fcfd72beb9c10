namespace NeuralLab;

/// <summary>A file that is not a whole model or checkpoint of this library: the one error that reading such a file gives.</summary>
/// <param name="message">The file, what was expected and what came.</param>
/// <param name="inner">The cause, if another exception is.</param>
public sealed class ModelFormatException(string message, Exception? inner = null) : FormatException(message, inner);
