namespace NeuralLab.Labs.Grading;

/// <summary>An argument on its way to an answer.</summary>
public readonly struct Sent
{
    internal Type Type { get; private init; }

    internal object? Value { get; private init; }

    /// <summary>An argument with the type that the exercise declares for it.</summary>
    /// <param name="value">A number, a text, an array, a list, a matrix or a tuple of them.</param>
    public static Sent Of<T>(T value) => new() { Type = typeof(T), Value = value };
}
