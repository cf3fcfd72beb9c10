using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Contract;

/// <summary>What every initializer owes.</summary>
public class InitializerContract
{
    public static TheoryData<int> Indices => Components.Indices(Components.Initializers.Length);

    static RandomStream Random(int seed = 1) => new(seed, RandomPurpose.Initialization);

    [Theory]
    [MemberData(nameof(Indices))]
    public void ShapesAreKeptAndNumbersAreFinite(int index)
    {
        foreach (var (outputs, inputs) in new[] { (1, 1), (1, 50), (50, 1), (7, 3), (3, 7), (100, 200) })
        {
            var weights = Components.Initializers[index].Create(outputs, inputs, Random());
            Assert.Equal((outputs, inputs), (weights.RowCount, weights.ColumnCount));
            Assert.True(Matrices.IsFinite(weights));
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void OneSeedGivesTheSameBitsAndFloatsAreTheRoundedDoubles(int index)
    {
        var initializer = Components.Initializers[index];
        Assert.Equal(initializer.Create(20, 10, Random()), initializer.Create(20, 10, Random()));
        if (initializer is not ConstantInitializer) Assert.NotEqual(initializer.Create(20, 10, Random()), initializer.Create(20, 10, Random(2)));
        var single = Matrix<float>.Build.Dense(20, 10);
        initializer.Fill(single, Random());
        Assert.Equal(Matrices.Convert<double, float>(initializer.Create(20, 10, Random())), single);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void BadArgumentsAreNamed(int index)
    {
        var initializer = Components.Initializers[index];
        Assert.Equal("outputs", Assert.ThrowsAny<ArgumentException>(() => initializer.Create(0, 1, Random())).ParamName);
        Assert.Equal("inputs", Assert.ThrowsAny<ArgumentException>(() => initializer.Create(1, -1, Random())).ParamName);
        Assert.Equal("random", Assert.ThrowsAny<ArgumentException>(() => initializer.Create(1, 1, null!)).ParamName);
    }

    /// <summary>Mean and standard deviation of 200 x 300 weights, as the papers have them.</summary>
    public static TheoryData<string, double, double> Moments => new()
    {
        { nameof(Initializer.Zeros), 0, 0 },
        { nameof(Initializer.ZeroToOne), 0.5, Math.Sqrt(1 / 12.0) },
        { nameof(Initializer.SmallNormal), 0, 0.01 },
        { nameof(Initializer.Xavier), 0, Math.Sqrt(2 / 500.0) },
        { nameof(Initializer.XavierNormal), 0, Math.Sqrt(2 / 500.0) },
        { nameof(Initializer.He), 0, Math.Sqrt(2 / 300.0) },
        { nameof(Initializer.HeUniform), 0, Math.Sqrt(2 / 300.0) },
        { nameof(Initializer.LeCun), 0, Math.Sqrt(1 / 300.0) },
        { nameof(Initializer.Orthogonal), 0, Math.Sqrt(1 / 300.0) },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public void WeightsHaveTheMomentsOfTheirPaper(string name, double mean, double deviation)
    {
        var initializer = (Initializer)typeof(Initializer).GetProperty(name)!.GetValue(null)!;
        var weights = initializer.Create(200, 300, Random()).Enumerate().ToArray();
        var found = weights.Average();
        Numeric.Close(mean, found, 0, 6 * deviation / Math.Sqrt(weights.Length) + 1e-15, "mean");
        Numeric.Close(deviation, Math.Sqrt(weights.Average(w => (w - found) * (w - found))), 0.02, 1e-15, "standard deviation");
    }

    [Fact]
    public void OrthogonalRowsAreOrthonormal()
    {
        var W = Initializer.Orthogonal.Create(10, 30, Random());
        Numeric.Close(Matrix<double>.Build.DenseIdentity(10), W * W.Transpose(), 1e-12, 1e-12);
    }
}
