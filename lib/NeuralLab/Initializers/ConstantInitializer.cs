using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>All weights one number.</summary>
public sealed record ConstantInitializer : Initializer
{
    /// <summary>Makes the setting.</summary>
    /// <param name="value">A finite number.</param>
    public ConstantInitializer(double value) => Value = Check.Finite(value);

    /// <summary>The number.</summary>
    public double Value { get; }

    private protected override Matrix<double> Make(int outputs, int inputs, RandomStream random) =>
        Matrix<double>.Build.Dense(outputs, inputs, Value);
}
