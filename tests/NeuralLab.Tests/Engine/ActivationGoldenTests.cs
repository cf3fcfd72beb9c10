using System.Numerics;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Engine;

/// <summary>Activations against PyTorch, at ordinary and extreme points.</summary>
[Trait("Category", "Golden")]
public class ActivationGoldenTests
{
    static readonly Dictionary<string, Activation> Activations = new()
    {
        ["linear"] = Activation.Linear,
        ["sigmoid"] = Activation.Sigmoid,
        ["tanh"] = Activation.Tanh,
        ["relu"] = Activation.ReLU,
        ["leaky_relu_0.01"] = new LeakyReLU(0.01),
        ["elu_1.0"] = new ELU(1),
        ["softplus"] = Activation.Softplus,
        ["gelu_exact"] = Activation.GELU,
        ["silu"] = Activation.SiLU,
    };

    public static TheoryData<string> Names => [.. Golden.Load("activations").GetProperty("cases").EnumerateObject().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ValueAndDerivativeAreThoseOfPyTorch(string name)
    {
        var file = Golden.Load("activations");
        var expected = file.GetProperty("cases").GetProperty(name);
        Compare<double>(Activations[name], file.GetProperty("x").Numbers(), expected, 1e-9, 1e-12);
        Compare<float>(Activations[name], file.GetProperty("x").Numbers(), expected, 2e-4, 1e-6);
    }

    [Fact]
    public void SoftmaxAndItsBackwardStepAreThoseOfPyTorch()
    {
        var rows = Golden.Load("activations").GetProperty("softmax_rows");
        var z = rows.GetProperty("z").Samples();
        Numeric.Close(rows.GetProperty("y").Samples(), Activation.Softmax.Value(z), 1e-9, 1e-15);
        Numeric.Close(rows.GetProperty("dz").Samples(), Activation.Softmax.Backward(z, rows.GetProperty("upstream").Samples()), 1e-9, 1e-15);
    }

    static void Compare<T>(Activation activation, double[] x, JsonElement expected, double relative, double absolute)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var z = Matrix<T>.Build.Dense(1, x.Length, [.. x.Select(T.CreateTruncating)]);
        var ones = z.Map(_ => T.One);
        Numeric.Close<T>([.. expected.GetProperty("y").Numbers().Select(T.CreateTruncating)], [.. activation.Value(z).Enumerate()], relative, absolute, "value");
        Numeric.Close<T>([.. expected.GetProperty("dydx").Numbers().Select(T.CreateTruncating)], [.. activation.Backward(z, ones).Enumerate()], relative, absolute, "derivative");
    }
}
