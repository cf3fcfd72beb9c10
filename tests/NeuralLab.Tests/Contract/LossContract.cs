using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Contract;

/// <summary>What every loss owes.</summary>
public class LossContract
{
    const int Outputs = 3;

    public static TheoryData<int> Indices => Components.Indices(Components.Losses.Length);

    [Theory]
    [MemberData(nameof(Indices))]
    public void ExtremeOutputsGiveFiniteLosses(int index)
    {
        Extreme<double>(Components.Losses[index]);
        Extreme<float>(Components.Losses[index]);
    }

    static void Extreme<T>(Loss loss)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var target = Samples.OneHotColumns<T>(Outputs, 9);
        var probabilities = loss.FusedActivation is not null;
        foreach (var size in new[] { 0, 1e-30, 1, 745, 1e4, 1e12 })
        {
            var y = Matrix<T>.Build.Dense(Outputs, 9, (i, j) => T.CreateTruncating((i + j) % 2 == 0 ? size : -size));
            if (probabilities)
            {
                Finite(loss.ValueOnLogits(target, y), loss.GradientOnLogits(target, y));
                y = y.Map(v => v > T.Zero ? T.One : T.Zero, Zeros.Include);
            }
            Finite(loss.Value(target, y), loss.Gradient(target, y));

            void Finite(double value, Matrix<T> gradient)
            {
                Assert.True(double.IsFinite(value) && value >= 0, $"{loss} at {size}: {value}");
                Assert.True(Matrices.IsFinite(gradient), $"{loss} at {size}: {gradient}");
                Assert.Equal((Outputs, 9), (gradient.RowCount, gradient.ColumnCount));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void ArgumentsAreNotChangedAndTheMeanDoesNotDependOnTheNumberOfSamples(int index)
    {
        var loss = Components.Losses[index];
        var y = Activation.Softmax.Value(Samples.Normal<double>(Outputs, 8));
        var target = Samples.OneHotColumns<double>(Outputs, 8);
        Matrix<double> yBefore = y.Clone(), targetBefore = target.Clone();
        Numeric.Close(loss.Value(target, y), loss.Value(target.Append(target), y.Append(y)), 1e-14);
        loss.Gradient(target, y);
        Assert.Equal(yBefore, y);
        Assert.Equal(targetBefore, target);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void FloatAgreesWithDouble(int index)
    {
        var loss = Components.Losses[index];
        var y = Activation.Softmax.Value(Samples.Normal<double>(Outputs, 8));
        var target = Samples.OneHotColumns<double>(Outputs, 8);
        Matrix<float> single = Matrices.Convert<double, float>(y), singleTarget = Matrices.Convert<double, float>(target);
        Numeric.Close(loss.Value(target, y), loss.Value(singleTarget, single), 1e-5);
        Numeric.Close(loss.Gradient(target, y), Matrices.Convert<float, double>(loss.Gradient(singleTarget, single)), 1e-4, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void APerfectOutputIsAMinimum(int index)
    {
        var loss = Components.Losses[index];
        var target = Samples.OneHotColumns<double>(Outputs, 6);
        var near = target * 0.8 + 0.2 / Outputs;
        Assert.True(loss is CategoricalCrossEntropy { LabelSmoothing: > 0 } || loss.Value(target, target) < loss.Value(target, near));
        // Downhill: a small step against the gradient lowers the loss.
        Assert.True(loss.Value(target, near - 1e-4 * loss.Gradient(target, near)) < loss.Value(target, near));
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void BadArgumentsAreNamed(int index)
    {
        var loss = Components.Losses[index];
        var target = Samples.OneHotColumns<double>(Outputs, 6);
        Assert.Equal("target", Assert.ThrowsAny<ArgumentException>(() => loss.Value(null!, target)).ParamName);
        Assert.Equal("output", Assert.ThrowsAny<ArgumentException>(() => loss.Value(target, null!)).ParamName);
        Assert.Equal("output", Assert.ThrowsAny<ArgumentException>(() => loss.Value(target, target.SubMatrix(0, Outputs, 0, 5))).ParamName);
        if (loss.FusedActivation is null) Assert.Throws<NotSupportedException>(() => loss.ValueOnLogits(target, target));
    }
}
