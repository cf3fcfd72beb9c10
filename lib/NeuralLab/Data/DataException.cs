namespace NeuralLab;

/// <summary>Data that cannot be used: the message names the column and sample, or the file, what was expected and what came.</summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="inner">The cause, if another exception is.</param>
public class DataException(string message, Exception? inner = null) : Exception(message, inner);
