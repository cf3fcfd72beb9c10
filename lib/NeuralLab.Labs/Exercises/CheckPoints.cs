using System.Collections.Concurrent;
using System.Globalization;

namespace NeuralLab.Labs;

/// <summary>
/// For nbgrader, which takes a number that a check cell shows as its points: where the environment variable <c>NEURALLAB_GRADING</c> is
/// <c>nbgrader</c>, a check's result reads as its points, and an answer that gets none is an error, which nbgrader takes for 0.
/// </summary>
public static class CheckPoints
{
    /// <summary>The environment variable.</summary>
    public const string Variable = "NEURALLAB_GRADING";

    static readonly ConcurrentDictionary<string, double> Points = new();

    static bool AreShown => Environment.GetEnvironmentVariable(Variable) == "nbgrader";

    /// <summary>Says what an exercise is worth; the cells of an assignment do.</summary>
    /// <param name="exercise">Such as <c>NN1.2</c>.</param>
    /// <param name="points">All of them, at least 0.</param>
    public static void Set(string exercise, double points)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(points);
        Points[exercise] = points;
    }

    /// <summary>The points as nbgrader reads them; null where nobody asks for them, or nobody has said what the exercise is worth.</summary>
    internal static string? AsNumber(CheckResult result) =>
        AreShown && Points.TryGetValue(result.Exercise, out var points) ? (points * result.Share).ToString("G15", CultureInfo.InvariantCulture) : null;

    /// <exception cref="NoPointsException">The points are asked for, and there are none.</exception>
    internal static void RequireShare(CheckResult result)
    {
        if (result.Share == 0 && AreShown) throw new NoPointsException(result.InWords);
    }
}
