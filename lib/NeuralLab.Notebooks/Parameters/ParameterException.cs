namespace NeuralLab.Notebooks;

/// <summary>A value was given for a parameter that a notebook does not have, or that has another type. The message lists the parameters that it has.</summary>
/// <param name="message">One line.</param>
public sealed class ParameterException(string message) : Exception(message);
