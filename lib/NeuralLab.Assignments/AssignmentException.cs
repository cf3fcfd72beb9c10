namespace NeuralLab.Assignments;

/// <summary>A source notebook, a manifest or a folder of submissions is not what it should be. The message is one line that says what to change.</summary>
/// <param name="message">One line.</param>
/// <param name="innerException">The cause, if another exception reported it.</param>
public sealed class AssignmentException(string message, Exception? innerException = null) : Exception(message, innerException);
