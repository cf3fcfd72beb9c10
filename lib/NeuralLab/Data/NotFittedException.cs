namespace NeuralLab;

/// <summary>Something that learns from data was used before it was given any.</summary>
/// <param name="component">What was used, e.g. the name of a scaler.</param>
public sealed class NotFittedException(string component)
    : InvalidOperationException($"{component} has not been fitted: call Fit with training data first.");
