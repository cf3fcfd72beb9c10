using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab.Tests.Contract;

/// <summary>What every optimizer owes.</summary>
public class OptimizerContract
{
    public static TheoryData<int> Indices => Components.Indices(Components.Optimizers.Length);

    static T[] Walk<T>(Optimizer optimizer, int steps, Func<T, T> gradient, T start)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var bound = optimizer.Bind(Kernels<T>.Current);
        // A number of weights that leaves a rest for every vector width.
        T[] weights = [.. Enumerable.Repeat(start, 21)];
        var state = Enumerable.Range(0, 3).Select(_ => new T[weights.Length]).ToArray();
        for (var step = 1; step <= steps; step++)
        {
            bound.BeginStep(step, optimizer.LearningRate);
            bound.Update(weights, [.. weights.Select(gradient)], state[0], state[1], state[2]);
        }
        return weights;
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void AQuadraticIsDescended(int index)
    {
        Descend<double>(Components.Optimizers[index]);
        Descend<float>(Components.Optimizers[index]);
    }

    static void Descend<T>(Optimizer optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var weights = Walk(optimizer, 300, w => w, T.One);
        Assert.All(weights, w => Assert.True(T.Abs(w) < T.CreateTruncating(0.9), $"{optimizer}: {w}"));
        Assert.Single(weights.Distinct());
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void ExtremeGradientsGiveFiniteWeights(int index)
    {
        var optimizer = Components.Optimizers[index];
        foreach (var size in new[] { 0, 5e-324, 1e-100, 1e100 })
            Assert.All(Walk(optimizer, 5, _ => size, 1.0), w => Assert.True(double.IsFinite(w), $"{optimizer} at {size}: {w}"));
        foreach (var size in new[] { 0, 1e-45f, 1e-30f, 1e15f })
            Assert.All(Walk(optimizer, 5, _ => size, 1f), w => Assert.True(float.IsFinite(w), $"{optimizer} at {size}: {w}"));
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void WithoutAGradientOnlyDecayMovesWeights(int index)
    {
        var optimizer = Components.Optimizers[index] with { WeightDecay = 0 };
        Assert.All(Walk(optimizer, 3, _ => 0.0, 1.5), w => Assert.Equal(1.5, w));
        var decoupled = optimizer with { WeightDecay = 0.1, DecoupledWeightDecay = true };
        Numeric.Close(1.5 * Math.Pow(1 - 0.1 * optimizer.LearningRate, 3), Walk(decoupled, 3, _ => 0.0, 1.5)[0], 1e-14);
        Assert.True(Walk(optimizer with { WeightDecay = 0.1, DecoupledWeightDecay = false }, 3, _ => 0.0, 1.5)[0] < 1.5);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void AnOptimizerKeepsNothingOfARun(int index)
    {
        var optimizer = Components.Optimizers[index];
        var described = optimizer.ToString();
        Assert.Equal(Walk(optimizer, 20, w => w - 0.3, 1.0), Walk(optimizer, 20, w => w - 0.3, 1.0));
        Assert.Equal(described, optimizer.ToString());
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void BadSettingsAreRefusedByInitialisersToo(int index)
    {
        var optimizer = Components.Optimizers[index];
        Assert.ThrowsAny<ArgumentException>(() => optimizer with { LearningRate = 0 });
        Assert.ThrowsAny<ArgumentException>(() => optimizer with { WeightDecay = double.NaN });
    }
}
