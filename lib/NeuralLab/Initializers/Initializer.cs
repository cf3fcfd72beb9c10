using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>How weights begin. Settings without state; the random numbers come from the stream that is passed in.</summary>
public abstract record Initializer
{
    /// <summary>All 0. For biases; with it, weights of a layer would all learn the same.</summary>
    public static Initializer Zeros { get; } = new ConstantInitializer(0);

    /// <summary>U[0, 1]: the naive choice that the lectures start from.</summary>
    public static Initializer ZeroToOne { get; } = new UniformInitializer(0, 1);

    /// <summary>Small normal numbers, standard deviation 0.01.</summary>
    public static Initializer SmallNormal { get; } = new NormalInitializer(0, 0.01);

    /// <summary>Xavier (Glorot) uniform: U[-a, a] with a = sqrt(6 / (inputs + outputs)) (Glorot and Bengio, 2010). For sigmoid and tanh.</summary>
    public static Initializer Xavier { get; } = new ScaledInitializer(FanMode.Average, 1, IsNormal: false);

    /// <summary>Xavier (Glorot) normal: standard deviation sqrt(2 / (inputs + outputs)).</summary>
    public static Initializer XavierNormal { get; } = new ScaledInitializer(FanMode.Average, 1, IsNormal: true);

    /// <summary>He normal: standard deviation sqrt(2 / inputs) (He et al., Delving Deep into Rectifiers, 2015). For ReLU.</summary>
    public static Initializer He { get; } = new ScaledInitializer(FanMode.Inputs, 2, IsNormal: true);

    /// <summary>He uniform: U[-a, a] with a = sqrt(6 / inputs).</summary>
    public static Initializer HeUniform { get; } = new ScaledInitializer(FanMode.Inputs, 2, IsNormal: false);

    /// <summary>LeCun normal: standard deviation sqrt(1 / inputs) (LeCun et al., Efficient BackProp, 1998).</summary>
    public static Initializer LeCun { get; } = new ScaledInitializer(FanMode.Inputs, 1, IsNormal: true);

    /// <summary>Orthonormal rows or columns (Saxe, McClelland and Ganguli, 2014).</summary>
    public static Initializer Orthogonal { get; } = new OrthogonalInitializer();

    /// <summary>All <paramref name="value"/>.</summary>
    /// <param name="value">A finite number.</param>
    public static Initializer Constant(double value) => new ConstantInitializer(value);

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <param name="low">A finite number.</param>
    /// <param name="high">A finite number >= low.</param>
    public static Initializer Uniform(double low, double high) => new UniformInitializer(low, high);

    /// <summary>Normal.</summary>
    /// <param name="mean">A finite number.</param>
    /// <param name="standardDeviation">>= 0.</param>
    public static Initializer Normal(double mean, double standardDeviation) => new NormalInitializer(mean, standardDeviation);

    /// <summary>A new matrix of initial weights.</summary>
    /// <param name="outputs">Rows, at least 1.</param>
    /// <param name="inputs">Columns, at least 1.</param>
    /// <param name="random">Where the random numbers come from.</param>
    /// <returns>Outputs x inputs.</returns>
    public Matrix<double> Create(int outputs, int inputs, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Make(Check.AtLeast(1, outputs), Check.AtLeast(1, inputs), random);
    }

    /// <summary>Writes initial weights. They are made in double, so that float networks start from the same numbers, rounded.</summary>
    internal void Fill<T>(Matrix<T> weights, RandomStream random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = Make(weights.RowCount, weights.ColumnCount, random);
        weights.MapIndexedInplace((i, j, _) => T.CreateTruncating(values[i, j]), MathNet.Numerics.LinearAlgebra.Zeros.Include);
    }

    private protected abstract Matrix<double> Make(int outputs, int inputs, RandomStream random);

    private protected static Matrix<double> Each(int outputs, int inputs, Func<double> draw) =>
        Matrix<double>.Build.Dense(outputs, inputs, (_, _) => draw());
}
