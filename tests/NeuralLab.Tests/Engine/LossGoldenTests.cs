using System.Numerics;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Engine;

/// <summary>Losses and their gradients against PyTorch.</summary>
[Trait("Category", "Golden")]
public class LossGoldenTests
{
    static readonly Dictionary<string, (Loss Loss, bool OnLogits)> Losses = new()
    {
        ["mse"] = (Loss.MeanSquaredError, false),
        ["mae"] = (Loss.MeanAbsoluteError, false),
        ["huber_1.0"] = (new Huber(1), false),
        ["bce_probabilities"] = (Loss.BinaryCrossEntropy, false),
        ["bce_logits"] = (Loss.BinaryCrossEntropy, true),
        ["cce_logits"] = (Loss.CategoricalCrossEntropy, true),
        ["cce_logits_smoothing_0.1"] = (new CategoricalCrossEntropy { LabelSmoothing = 0.1 }, true),
    };

    public static TheoryData<string> Names => [.. Golden.Load("losses").GetProperty("cases").EnumerateObject().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ValueAndGradientAreThoseOfPyTorch(string name)
    {
        var expected = Golden.Load("losses").GetProperty("cases").GetProperty(name);
        Compare<double>(Losses[name], expected, 1e-9, 1e-14);
        Compare<float>(Losses[name], expected, 2e-4, 1e-6);
    }

    static void Compare<T>((Loss Loss, bool OnLogits) item, JsonElement expected, double relative, double absolute)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> Read(string property)
        {
            var values = expected.GetProperty(property).Samples();
            return Matrix<T>.Build.Dense(values.RowCount, values.ColumnCount, (i, j) => T.CreateTruncating(values[i, j]));
        }
        Matrix<T> output = Read("prediction"), target = Read("target");
        var value = item.OnLogits ? item.Loss.ValueOnLogits(target, output) : item.Loss.Value(target, output);
        var gradient = item.OnLogits ? item.Loss.GradientOnLogits(target, output) : item.Loss.Gradient(target, output);
        Numeric.Close(expected.GetProperty("loss").GetDouble(), value, relative, absolute, "loss");
        Numeric.Close(Read("gradient"), gradient, relative, absolute, "gradient");
    }
}
