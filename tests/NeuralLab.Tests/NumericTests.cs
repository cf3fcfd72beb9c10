using MathNet.Numerics.LinearAlgebra;
using Xunit.Sdk;

namespace NeuralLab.Tests;

public class NumericTests
{
    [Theory]
    [InlineData(1.0, 1.0 + 1e-10)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(0.0, -0.0)]
    public void Close_accepts_what_is_within_tolerance(double expected, double actual) => Numeric.Close(expected, actual, 1e-9);

    [Theory]
    [InlineData(1.0, 1.0 + 1e-8)]
    [InlineData(0.0, 1e-300)]
    [InlineData(1.0, double.NaN)]
    [InlineData(double.NaN, 1.0)]
    [InlineData(1.0, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity)]
    public void Close_refuses_what_is_not(double expected, double actual) =>
        Assert.Throws<FailException>(() => Numeric.Close(expected, actual, 1e-9));

    [Fact]
    public void Close_names_the_worst_element_and_counts_the_wrong_ones()
    {
        var expected = Matrix<double>.Build.Dense(2, 3, 1);
        var actual = expected.Clone();
        actual[0, 1] = 1.5;
        actual[1, 2] = 4;
        var failure = Assert.Throws<FailException>(() => Numeric.Close(expected, actual, 1e-9, 0, "W"));
        Assert.Contains("W[1, 2]: expected 1, got 4", failure.Message, StringComparison.Ordinal);
        Assert.Contains("2 of 6", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Close_compares_shapes_first() =>
        Assert.Contains("expected 2 x 3, got 3 x 2", Assert.Throws<TrueException>(() =>
            Numeric.Close(Matrix<float>.Build.Dense(2, 3), Matrix<float>.Build.Dense(3, 2), 1)).Message, StringComparison.Ordinal);
}
