using System.Globalization;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests;

/// <summary>The one way to compare numbers in tests: |actual - expected| &lt;= absolute + relative |expected|, the worst element shown.</summary>
static class Numeric
{
    public static void Close<T>(T expected, T actual, double relative, double absolute = 0, string what = "value")
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Close<T>([expected], [actual], relative, absolute, what, _ => "");

    public static void Close<T>(IReadOnlyList<T> expected, IReadOnlyList<T> actual, double relative, double absolute = 0, string what = "list")
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Close<T>([.. expected], [.. actual], relative, absolute, what, index => $"[{index}]");

    public static void Close<T>(Matrix<T> expected, Matrix<T> actual, double relative, double absolute = 0, string what = "matrix")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.True((expected.RowCount, expected.ColumnCount) == (actual.RowCount, actual.ColumnCount),
            $"{what}: expected {expected.RowCount} x {expected.ColumnCount}, got {actual.RowCount} x {actual.ColumnCount}");
        Close<T>(expected.ToColumnMajorArray(), actual.ToColumnMajorArray(), relative, absolute, what,
            index => $"[{index % expected.RowCount}, {index / expected.RowCount}]");
    }

    static void Close<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, double relative, double absolute, string what, Func<int, string> place)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.True(expected.Length == actual.Length, $"{what}: expected {expected.Length} elements, got {actual.Length}");
        int wrong = 0, worst = -1;
        double worstExcess = double.NegativeInfinity;
        for (int index = 0; index < expected.Length; index++)
        {
            double excess = Excess(double.CreateChecked(expected[index]), double.CreateChecked(actual[index]), relative, absolute);
            if (excess <= 1) continue;
            wrong++;
            if (excess <= worstExcess) continue;
            (worst, worstExcess) = (index, excess);
        }
        if (wrong == 0) return;
        double wanted = double.CreateChecked(expected[worst]), got = double.CreateChecked(actual[worst]);
        Assert.Fail(string.Create(CultureInfo.InvariantCulture,
            $"{what}{place(worst)}: expected {wanted:R}, got {got:R}, off by {Math.Abs(got - wanted):G3}, which is {worstExcess:G3} times what relative {relative:G3} and absolute {absolute:G3} allow; {wrong} of {expected.Length} elements are wrong"));
    }

    // How many times larger than allowed the difference is. Equal infinities and two NaN are equal; one NaN is infinitely wrong.
    static double Excess(double expected, double actual, double relative, double absolute)
    {
        if (expected.Equals(actual) || expected == actual) return 0;
        double allowed = absolute + relative * Math.Abs(expected), difference = Math.Abs(actual - expected);
        return double.IsFinite(difference) && allowed > 0 ? difference / allowed : double.PositiveInfinity;
    }
}
