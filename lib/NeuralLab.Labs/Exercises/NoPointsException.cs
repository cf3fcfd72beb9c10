namespace NeuralLab.Labs;

/// <summary>How a check says to nbgrader that an answer gets no points.</summary>
/// <param name="verdict">The check's result in words.</param>
public sealed class NoPointsException(string verdict) : Exception(verdict);
