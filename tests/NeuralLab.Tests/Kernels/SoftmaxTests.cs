using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab.Tests.Kernels;

public class SoftmaxTests
{
    public static TheoryData<string> Names => [.. KernelChoice.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Softmax_matches_the_reference_also_in_place(string name)
    {
        Check<float>(name, 1e-5);
        Check<double>(name, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Probabilities_of_numbers_far_apart_are_exact(string name)
    {
        double[] z = [1e308, -1e308, double.NegativeInfinity, 1e308];
        var a = new double[4];
        KernelChoice.Create<double>(name).Softmax(new(z, 4, 1, 4), new(a, 4, 1, 4));
        Numeric.Close([0.5, 0, 0, 0.5], a, 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cross_entropy_of_a_class_that_cannot_be_is_not_counted(string name)
    {
        double[] z = [2, double.NegativeInfinity, 1], t = [1, 0, 0], gradient = new double[3];
        var loss = KernelChoice.Create<double>(name).SoftmaxCrossEntropy(new(z, 3, 1, 3), new(t, 3, 1, 3), new(gradient, 3, 1, 3), [], 1);
        var p = 1 / (1 + Math.Exp(-1));
        Numeric.Close(-Math.Log(p), loss, 1e-15);
        Numeric.Close([p - 1, 0, 1 - p], gradient, 1e-15, 1e-16);
    }

    static void Check<T>(string name, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(1);
        var kernels = KernelChoice.Create<T>(name);
        foreach (var rows in new[] { 1, 2, 3, 8, 10, 16, 17, 40, 100 })
            foreach (var gap in new[] { 0, 3 })
            {
                var z = Guarded<T>.Random(random, rows, 6, gap, scale: 20);
                Guarded<T> actual = new(rows, 6, gap), expected = new(rows, 6, gap);
                kernels.Softmax(z.Block, actual.Block);
                Kernels<T>.Reference.Softmax(z.Block, expected.Block);
                actual.AssertUntouchedAround(name);
                Numeric.Close(expected.Elements, actual.Elements, tolerance * 10, what: $"{name} softmax of {rows}");
                kernels.Softmax(z.Block, z.Block);
                Numeric.Close(actual.Elements, z.Elements, 0, what: $"{name} softmax of {rows} in place");
            }
    }
}
