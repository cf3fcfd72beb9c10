namespace NeuralLab.Jupyter.Zmtp;

/// <summary>One part of a message, or a command.</summary>
/// <param name="Body">The bytes.</param>
/// <param name="HasMore">True where another part of the same message follows.</param>
/// <param name="IsCommand">True for what the protocol itself says; such a frame is never part of a message.</param>
readonly record struct Frame(byte[] Body, bool HasMore, bool IsCommand)
{
    /// <summary>Bits of a frame's first byte.</summary>
    public const byte More = 1, Long = 2, Command = 4;
}
