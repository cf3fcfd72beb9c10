namespace NeuralLab.Labs.Grading;

/// <summary>An answer did not come, or came as an exception that the checks have no words for.</summary>
/// <param name="reason">One word: <c>time</c>, <c>ended</c>, <c>damaged</c> or <c>error</c>.</param>
/// <param name="message">For the reader.</param>
public sealed class RemoteAnswerException(string reason, string message) : Exception(message)
{
#pragma warning disable CA2201 // They are the other process's exceptions: a check explains them by their types.
    static readonly Dictionary<string, Func<string, Exception>> Known = new()
    {
        [nameof(NotImplementedException)] = message => new NotImplementedException(message),
        [nameof(DivideByZeroException)] = message => new DivideByZeroException(message),
        [nameof(IndexOutOfRangeException)] = message => new IndexOutOfRangeException(message),
        [nameof(ArgumentOutOfRangeException)] = message => new ArgumentOutOfRangeException(null, message),
        [nameof(NullReferenceException)] = message => new NullReferenceException(message),
        [nameof(ArgumentException)] = message => new ArgumentException(message),
        [nameof(InvalidCastException)] = message => new InvalidCastException(message),
        [nameof(OverflowException)] = message => new OverflowException(message),
        [nameof(InvalidOperationException)] = message => new InvalidOperationException(message),
        [nameof(KeyNotFoundException)] = message => new KeyNotFoundException(message),
        [nameof(FormatException)] = message => new FormatException(message),
    };
#pragma warning restore CA2201

    /// <summary>Why there is no answer, in one word.</summary>
    public string Reason { get; } = reason;

    /// <summary>The exception of the other process, by the names of its types: one of the framework's common ones, since checks explain these.</summary>
    internal static Exception Of(string[] types, string message) =>
        types.FirstOrDefault(Known.ContainsKey) is { } known ? Known[known](message) : new RemoteAnswerException("error", $"{types.FirstOrDefault()}: {message}");
}
