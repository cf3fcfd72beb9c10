namespace NeuralLab.Jupyter.Zmtp;

/// <summary>A peer does not keep to the protocol: its connection ends, and nothing else.</summary>
/// <param name="message">What was expected and what came.</param>
public sealed class ZmtpException(string message) : Exception(message);
