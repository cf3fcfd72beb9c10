using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Contract;

/// <summary>What every penalty owes.</summary>
public class RegularizerContract
{
    public static TheoryData<int> Indices => Components.Indices(Components.Regularizers.Length);

    [Theory]
    [MemberData(nameof(Indices))]
    public void ThePenaltyIsZeroAtZeroAndGrowsAway(int index)
    {
        var regularizer = Components.Regularizers[index];
        var weights = Samples.Normal<double>(5, 7);
        var before = weights.Clone();
        Assert.Equal(0, regularizer.Value(weights * 0));
        Assert.Equal(0, regularizer.Gradient(weights * 0).L1Norm());
        Assert.True(regularizer.Value(2 * weights) > regularizer.Value(weights));
        Assert.True(regularizer.Gradient(weights).PointwiseMultiply(weights).Enumerate().All(product => product > 0), "the gradient points away from 0");
        Assert.Equal(before, weights);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void FloatAgreesWithDoubleAndLargeWeightsStayFinite(int index)
    {
        var regularizer = Components.Regularizers[index];
        var weights = Samples.Normal<double>(5, 7);
        var single = Matrices.Convert<double, float>(weights);
        Numeric.Close(regularizer.Value(weights), regularizer.Value(single), 1e-5);
        Numeric.Close(regularizer.Gradient(weights), Matrices.Convert<float, double>(regularizer.Gradient(single)), 1e-5, 1e-7);
        Assert.True(double.IsFinite(regularizer.Value(weights * 1e150)));
        Assert.True(Matrices.IsFinite(regularizer.Gradient(single * 1e30f)));
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void BiasesArePenalisedOnlyWhenAsked(int index)
    {
        var regularizer = Components.Regularizers[index];
        Network<double> network = new(new Dense<double>(new double[,] { { 1 } }, [1.0]));
        // Output and target are equal: what is left of the gradient is the penalty's.
        network.Backward(network.Forward(Matrix<double>.Build.Dense(1, 1, 1.0)), Matrix<double>.Build.Dense(1, 1, 2.0), Loss.MeanSquaredError, regularizer);
        Assert.NotEqual(0, network.Parameters[0].Gradient[0, 0]);
        Assert.Equal(regularizer.Biases, network.Parameters[1].Gradient[0, 0] != 0);
    }
}
