using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests;

/// <summary>Numbers computed by PyTorch and scikit-learn: tests/golden, or the folder that NEURALLAB_GOLDEN names.</summary>
static class Golden
{
    public const string Variable = "NEURALLAB_GOLDEN";

    /// <summary>A file's content, e.g. <c>Load("metrics")</c>.</summary>
    public static JsonElement Load(string name)
    {
        string folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Shipped();
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name + ".json")));
        return document.RootElement.Clone();
    }

    /// <summary>A list of numbers.</summary>
    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(number => number.GetDouble())];

    /// <summary>A list of whole numbers.</summary>
    public static int[] Integers(this JsonElement element) => [.. element.EnumerateArray().Select(number => number.GetInt32())];

    /// <summary>A list of rows as a matrix with the same rows.</summary>
    public static Matrix<double> Rows(this JsonElement element) =>
        Matrix<double>.Build.DenseOfRows(element.EnumerateArray().Select(row => row.Numbers()));

    /// <summary>A list of samples as a matrix with samples as columns, as the library stores them.</summary>
    public static Matrix<double> Samples(this JsonElement element) => element.Rows().Transpose();

    static string Shipped()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "tests", "golden"))) return Path.Combine(folder.FullName, "tests", "golden");
        throw new DirectoryNotFoundException($"There is no tests/golden above {AppContext.BaseDirectory}.");
    }
}
