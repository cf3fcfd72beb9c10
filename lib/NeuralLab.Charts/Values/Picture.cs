namespace NeuralLab.Charts;

/// <summary>One small picture: a digit, or the weights of a neuron that looks at pixels.</summary>
/// <param name="Pixels">Row by row from the top left, <c>width</c> times <c>height</c> numbers.</param>
/// <param name="Caption">A word or two above it; empty by default.</param>
public sealed record Picture(Values Pixels, string Caption = "");
