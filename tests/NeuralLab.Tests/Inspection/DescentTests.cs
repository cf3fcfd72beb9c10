using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Inspection;

/// <summary>Optimizers on functions: the ways that figures draw, against ways worked out by hand.</summary>
public class DescentTests
{
    [Fact]
    public void GradientDescentOnAParabolaShrinksByAConstantFactor() =>
        Assert.Equal([[8.0], [4.0], [2.0], [1.0]], Descent.Path(new GradientDescent(0.5), p => p, [8], 3));

    [Fact]
    public void MomentumKeepsItsStateFromStepToStep() =>
        // v = 1, 1.5, 1.75 under a constant slope of 1.
        Assert.Equal([[0.0, 0], [-1, 1], [-2.5, 2.5], [-4.25, 4.25]], Descent.Path(new Momentum(1) { Coefficient = 0.5 }, _ => [1, -1], [0, 0], 3));

    [Fact]
    public void EveryOptimizerWalksAsItTrains()
    {
        // A linear neuron, one sample x = 1, target 0: the mean squared error (w + b)^2.
        foreach (var optimizer in Components.Optimizers)
        {
            Network<double> network = new(new Dense<double>(new double[,] { { 3 } }, [0.5]));
            var path = Descent.Path(optimizer, p => [2 * (p[0] + p[1]), 2 * (p[0] + p[1])], [3, 0.5], 6);
            new Trainer<double>(network) { Loss = Loss.MeanSquaredError, Optimizer = optimizer, Epochs = 6, BatchSize = null }
                .Fit(Matrix<double>.Build.Dense(1, 1, 1), Matrix<double>.Build.Dense(1, 1));
            Numeric.Close(path[^1], [network.Parameters[0].Value[0, 0], network.Parameters[1].Value[0, 0]], 1e-14, what: optimizer.GetType().Name);
        }
    }

    [Fact]
    public void APathEndsBeforeItLeavesTheFiniteNumbers()
    {
        var path = Descent.Path(new GradientDescent(1e100), p => [p[0] * p[0] * p[0]], [10], 50);
        Assert.InRange(path.Length, 2, 49);
        Assert.All(path, position => Assert.True(double.IsFinite(position[0])));
    }

    [Fact]
    public void WhatDoesNotFitSaysSo()
    {
        Assert.Contains("2 numbers", Assert.Throws<ArgumentException>(() => Descent.Path(new GradientDescent(1), _ => [1], [0, 0], 3)).Message, StringComparison.Ordinal);
        Assert.Contains("start", Assert.Throws<ArgumentException>(() => Descent.Path(new GradientDescent(1), p => p, [], 3)).Message, StringComparison.Ordinal);
        Assert.Contains("start", Assert.Throws<ArgumentException>(() => Descent.Path(new GradientDescent(1), p => p, [double.NaN], 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Descent.Path(new GradientDescent(1), p => p, [0], 0));
    }
}
