namespace NeuralLab.Charts;

/// <summary>An activation function and its derivative.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Value">The function.</param>
/// <param name="Derivative">Its derivative; null (the default) to leave it out.</param>
public sealed record ActivationCurve(string Name, Func<double, double> Value, Func<double, double>? Derivative = null);
