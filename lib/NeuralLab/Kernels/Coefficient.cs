namespace NeuralLab.Kernels;

/// <summary>
/// A number that a formula multiplies every weight with, in both number types: rounding it in the loop over the weights would cost more
/// than the arithmetic, for the processor waits with each conversion for what its register held before.
/// </summary>
/// <param name="value">The number.</param>
readonly struct Coefficient(double value)
{
    internal double Double { get; } = value;

    internal float Single { get; } = (float)value;

    public static implicit operator Coefficient(double value) => new(value);

    public static Coefficient operator -(double number, Coefficient coefficient) => number - coefficient.Double;
}
