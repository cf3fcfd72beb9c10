using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab.Tests.Kernels;

/// <summary>The functions of every vector width against exact ones.</summary>
public class LaneMathTests
{
    const double AllowedUnits = 4;

    // Exact values take longer than all kernels together.
    static readonly ConcurrentDictionary<(string Function, bool IsSingle), (double X, ExactFunction.Number Y)[]> Points = new();

    public static TheoryData<string, string> Functions
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (var kernels in KernelChoice.Names)
                foreach (var function in new[] { "Exp", "ExpM1", "Log", "Log1P", "Tanh", "Sigmoid", "Erf" })
                    data.Add(kernels, function);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Double_is_within_four_units_of_the_last_place(string kernels, string function) =>
        AssertClose<double>(kernels, function, 52, -1074);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Float_is_within_four_units_of_the_last_place(string kernels, string function) =>
        AssertClose<float>(kernels, function, 23, -149);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Special_numbers_of_double_are_right(string kernels, string function) =>
        AssertSpecial<double>(kernels, function, double.Epsilon, double.MaxValue);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Special_numbers_of_float_are_right(string kernels, string function) =>
        AssertSpecial<float>(kernels, function, float.Epsilon, float.MaxValue);

    [Fact]
    public void Every_vector_width_gives_the_same_bits()
    {
        string[] widths = [.. KernelChoice.Names.Where(name => name != "reference")];
        foreach (var function in Functions.Select(row => row.Data.Item2).Distinct())
        {
            double[] inputs = [.. Grid(function, single: false)];
            float[] singles = [.. Grid(function, single: true).Select(x => (float)x)];
            foreach (var width in widths.Skip(1))
            {
                Numeric.Close(Apply(widths[0], function, inputs), Apply(width, function, inputs), 0, what: $"{width} {function}");
                Numeric.Close(Apply(widths[0], function, singles), Apply(width, function, singles), 0, what: $"{width} {function}");
            }
        }
    }

    static void AssertClose<T>(string kernels, string function, int fraction, int lowest)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var points = Points.GetOrAdd((function, typeof(T) == typeof(float)), Exactly);
        var outputs = Apply(kernels, function, [.. points.Select(point => T.CreateTruncating(point.X))]);
        double worst = 0, at = 0;
        for (var i = 0; i < points.Length; i++)
        {
            var units = ExactFunction.Distance(double.CreateTruncating(outputs[i]), points[i].Y, fraction, lowest);
            if (units > worst) (worst, at) = (units, points[i].X);
        }
        Assert.True(
            worst <= AllowedUnits,
            string.Create(CultureInfo.InvariantCulture, $"{kernels} {function}({at:R}) is {worst:F2} units of the last place off; allowed {AllowedUnits}."));
    }

    static void AssertSpecial<T>(string kernels, string function, T smallest, T largest)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T zero = T.Zero, one = T.One, half = one / (one + one), infinity = T.PositiveInfinity, nan = T.NaN;
        var minusZero = T.NegativeZero;
        T[] inputs = [zero, minusZero, smallest, -smallest, largest, -largest, infinity, -infinity, nan, -one];
        T[] expected = function switch
        {
            "Exp" => [one, one, one, one, infinity, zero, infinity, zero, nan],
            "ExpM1" => [zero, minusZero, smallest, -smallest, infinity, -one, infinity, -one, nan],
            "Log" => [-infinity, -infinity, T.Log(smallest), nan, T.Log(largest), nan, infinity, nan, nan, nan],
            "Log1P" => [zero, minusZero, smallest, -smallest, T.Log(largest), nan, infinity, nan, nan, -infinity],
            "Erf" => [zero, minusZero, smallest, -smallest, one, -one, one, -one, nan, T.CreateTruncating(-0.84270079294971486934)],
            "Tanh" => [zero, minusZero, smallest, -smallest, one, -one, one, -one, nan],
            _ => [half, half, half, half, one, zero, one, zero, nan],
        };
        var outputs = Apply(kernels, function, inputs);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                outputs[i].Equals(expected[i]) && T.IsNegative(outputs[i]) == T.IsNegative(expected[i]) || T.IsNaN(expected[i]) && T.IsNaN(outputs[i]),
                string.Create(CultureInfo.InvariantCulture, $"{kernels} {function}({inputs[i]}) is {outputs[i]}; expected {expected[i]}."));
        }
    }

    static (double X, ExactFunction.Number Y)[] Exactly((string Function, bool IsSingle) what) =>
    [
        .. Grid(what.Function, what.IsSingle).Select(x => what.IsSingle ? (float)x : x).Distinct().Select(x => (x, Exact(what.Function, x))),
    ];

    /// <summary>Arguments spread evenly over where the function changes, and over the powers of two near 0.</summary>
    static IEnumerable<double> Grid(string function, bool single)
    {
        var random = new Random(1);
        var (low, high) = function switch
        {
            "Exp" => single ? (-103.9, 88.72) : (-745.1, 709.78),
            "ExpM1" => single ? (-18.0, 88.72) : (-38.0, 709.78),
            "Log" => (0.001, 10.0),
            "Log1P" => (-0.999, 10.0),
            "Tanh" => (-20.0, 20.0),
            "Erf" => (-6.5, 6.5),
            _ => single ? (-88.7, 40.0) : (-709.7, 40.0),
        };
        for (var i = 0; i < 4000; i++) yield return low + (high - low) * random.NextDouble();
        for (var i = 0; i < 4000; i++) yield return 4 * random.NextDouble() - (function is "Log" ? 0 : function is "Log1P" ? 0.9999 : 2);
        for (var exponent = -60; exponent <= 0; exponent++)
            for (var i = 0; i < 20; i++)
                yield return (function == "Log" ? 1 : random.Next(2) * 2 - 1) * (0.5 + 0.49 * random.NextDouble()) * Math.Pow(2, exponent);
        if (!function.StartsWith("Log", StringComparison.Ordinal)) yield break;
        for (var exponent = function == "Log1P" ? 1 : single ? -149 : -1074; exponent < (single ? 127 : 1023); exponent++) yield return (1 + random.NextDouble()) * Math.Pow(2, exponent);
    }

    static ExactFunction.Number Exact(string function, double x) => function switch
    {
        "Exp" => ExactFunction.Exp(x),
        "ExpM1" => ExactFunction.ExpM1(x),
        "Log" => ExactFunction.Log(x),
        "Log1P" => ExactFunction.Log1P(x),
        "Tanh" => ExactFunction.Tanh(x),
        "Sigmoid" => ExactFunction.Sigmoid(x),
        _ => ExactFunction.Erf(x),
    };

    static T[] Apply<T>(string name, string function, T[] inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var kernels = KernelChoice.Create<T>(name);
        var bound = function switch
        {
            "Exp" => kernels.BindActivation(default(Exponential)),
            "ExpM1" => kernels.BindActivation(default(ExponentialMinusOne)),
            "Log" => kernels.BindActivation(default(Logarithm)),
            "Log1P" => kernels.BindActivation(default(LogarithmOfOnePlus)),
            "Tanh" => kernels.BindActivation(default(HyperbolicTangent)),
            "Sigmoid" => kernels.BindActivation(default(Logistic)),
            _ => kernels.BindActivation(default(ErrorFunction)),
        };
        var outputs = new T[inputs.Length];
        bound.Apply(new(inputs, inputs.Length, 1, inputs.Length), new(outputs, inputs.Length, 1, inputs.Length));
        return outputs;
    }

    readonly struct Exponential : IActivationFormula
    {
        public V Value<V>(V z) where V : struct, ILane<V> => V.Exp(z);

        public V Derivative<V>(V z, V a) where V : struct, ILane<V> => a;
    }

    readonly struct ExponentialMinusOne : IActivationFormula
    {
        public V Value<V>(V z) where V : struct, ILane<V> => V.ExpM1(z);

        public V Derivative<V>(V z, V a) where V : struct, ILane<V> => a + V.One;
    }

    readonly struct Logarithm : IActivationFormula
    {
        public V Value<V>(V z) where V : struct, ILane<V> => V.Log(z);

        public V Derivative<V>(V z, V a) where V : struct, ILane<V> => V.One / z;
    }

    readonly struct LogarithmOfOnePlus : IActivationFormula
    {
        public V Value<V>(V z) where V : struct, ILane<V> => V.Log1P(z);

        public V Derivative<V>(V z, V a) where V : struct, ILane<V> => V.One / (V.One + z);
    }

    readonly struct HyperbolicTangent : IActivationFormula
    {
        public V Value<V>(V z) where V : struct, ILane<V> => V.Tanh(z);

        public V Derivative<V>(V z, V a) where V : struct, ILane<V> => V.One - a * a;
    }

    readonly struct Logistic : IActivationFormula
    {
        public V Value<V>(V z) where V : struct, ILane<V> => V.Sigmoid(z);

        public V Derivative<V>(V z, V a) where V : struct, ILane<V> => a * (V.One - a);
    }

    readonly struct ErrorFunction : IActivationFormula
    {
        public V Value<V>(V z) where V : struct, ILane<V> => V.Erf(z);

        public V Derivative<V>(V z, V a) where V : struct, ILane<V> => V.Create(1.1283791670955126) * V.Exp(-z * z);
    }
}
