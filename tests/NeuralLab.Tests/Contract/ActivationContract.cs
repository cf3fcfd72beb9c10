using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Contract;

/// <summary>What every activation function owes.</summary>
public class ActivationContract
{
    public static TheoryData<int> Indices => Components.Indices(Components.Activations.Length);

    [Theory]
    [MemberData(nameof(Indices))]
    public void ExtremeInputsGiveFiniteOutputsAndDerivatives(int index)
    {
        Extreme<double>(Components.Activations[index], [0, -0.0, 5e-324, -5e-324, 1e-300, 745, -745, 746, -746, 1e4, -1e4, 1e300, -1e300]);
        Extreme<float>(Components.Activations[index], [0, -0.0, 1e-45, -1e-45, 1e-38, 88, -88, 104, -104, 745, -745, 1e30, -1e30]);
    }

    static void Extreme<T>(Activation activation, double[] numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // As single outputs, and as one column.
        foreach (var rows in new[] { 1, numbers.Length })
        {
            var Z = Matrix<T>.Build.Dense(rows, numbers.Length / rows, [.. numbers.Select(T.CreateTruncating)]);
            var before = Z.Clone();
            Matrix<T> A = activation.Value(Z), dZ = activation.Backward(Z, Z.Map(_ => T.One, Zeros.Include));
            Assert.True(Matrices.IsFinite(A), $"{activation}: {A}");
            Assert.True(Matrices.IsFinite(dZ), $"{activation}': {dZ}");
            Assert.Equal((Z.RowCount, Z.ColumnCount), (A.RowCount, A.ColumnCount));
            Assert.Equal(before, Z);
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void FloatAgreesWithDouble(int index)
    {
        var activation = Components.Activations[index];
        var z = Samples.Normal<double>(7, 30) * 3;
        var single = Matrices.Convert<double, float>(z);
        Numeric.Close(activation.Value(z), Matrices.Convert<float, double>(activation.Value(single)), 1e-5, 1e-6);
        Numeric.Close(activation.Backward(z, z), Matrices.Convert<float, double>(activation.Backward(single, single)), 1e-4, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void ASampleAloneGivesTheSameBitsAsAmongOthers(int index)
    {
        var activation = Components.Activations[index];
        var Z = Samples.Normal<float>(5, 20);
        var all = activation.Value(Z);
        for (var j = 0; j < Z.ColumnCount; j++)
            Assert.Equal(all.SubMatrix(0, 5, j, 1), activation.Value(Z.SubMatrix(0, 5, j, 1)));
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void BadArgumentsAreNamed(int index)
    {
        var activation = Components.Activations[index];
        Assert.Equal("Z", Assert.ThrowsAny<ArgumentException>(() => activation.Value<double>(null!)).ParamName);
        Assert.Equal("dA", Assert.ThrowsAny<ArgumentException>(() => activation.Backward(Samples.Normal<double>(2, 2), Samples.Normal<double>(2, 3))).ParamName);
    }
}
