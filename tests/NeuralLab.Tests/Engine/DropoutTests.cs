using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Engine;

/// <summary>Inverted dropout: as many are dropped as was asked for, the mean stays, and masks are new at every step and in every layer.</summary>
public class DropoutTests
{
    const int Size = 100, SampleCount = 400;

    static readonly Matrix<double> Ones = Matrix<double>.Build.Dense(Size, SampleCount, 1.0);

    static Pass<double> Train(double probability, long key)
    {
        Network<double> network = new(new Dropout<double>(Size, probability), new Dropout<double>(Size, probability));
        var pass = network.Forward(Ones);
        pass.Begin(StepKey.OfRun(0).OfStep(key));
        pass.Forward(pass.All);
        return pass;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void TheFractionIsDroppedAndTheRestScaledUp(double probability)
    {
        var A = Train(probability, 1).Layers[0].A;
        var kept = A.Enumerate().Count(a => a != 0);
        // Six standard deviations of a binomial count.
        Numeric.Close(1 - probability, kept / (double)(Size * SampleCount), 0, 6 * Math.Sqrt(probability * (1 - probability) / (Size * SampleCount)));
        Assert.All(A.Enumerate().Where(a => a != 0).Distinct(), a => Numeric.Close(1 / (1 - probability), a, 1e-15));
    }

    [Fact]
    public void MasksDifferFromStepToStepAndLayerToLayer()
    {
        Pass<double> first = Train(0.5, 1), second = Train(0.5, 2);
        Assert.Equal(first.Layers[0].A, Train(0.5, 1).Layers[0].A);
        Independent(first.Layers[0].A, second.Layers[0].A);
        // What passes both layers is a quarter, if their masks are independent.
        Numeric.Close(0.25, first.Layers[1].A.Enumerate().Count(a => a != 0) / (double)(Size * SampleCount), 0, 0.02);

        static void Independent(Matrix<double> a, Matrix<double> b) =>
            Numeric.Close(0.5, a.Enumerate().Zip(b.Enumerate()).Count(pair => pair.First == pair.Second) / (double)(Size * SampleCount), 0, 0.02);
    }

    [Fact]
    public void WhatWasDroppedGetsNoGradient()
    {
        var pass = Train(0.5, 3);
        pass.Layers[1].dA!.SetSubMatrix(0, 0, Ones);
        pass.Backward(pass.All);
        var mask = pass.Layers[1].A.PointwiseDivide(pass.Layers[0].A.Map(a => a == 0 ? 1 : a));
        // Where the layer below gave 0 the mask cannot be read from the output.
        foreach (var (i, j, a) in pass.Layers[0].A.EnumerateIndexed())
            if (a != 0) Assert.Equal(mask[i, j], pass.Layers[0].dA![i, j]);
    }
}
