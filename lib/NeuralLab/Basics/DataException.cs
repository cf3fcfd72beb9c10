namespace NeuralLab;

/// <summary>
/// Data that cannot be used, such as a number that is NaN, a label that is no class or a damaged file: the message names the column and
/// sample, or the file, what was expected and what came. What is wrong with a call whatever the data say is an
/// <see cref="ArgumentException"/>.
/// </summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="inner">The cause, if another exception is.</param>
public class DataException(string message, Exception? inner = null) : Exception(message, inner);
