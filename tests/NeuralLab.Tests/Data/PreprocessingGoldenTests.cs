using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests;

[Trait("Category", "Golden")]
public class PreprocessingGoldenTests
{
    const double Relative = 1e-9, Absolute = 1e-12;

    static readonly System.Text.Json.JsonElement Expected = Golden.Load("preprocessing");

    [Fact]
    public void Standard_scaler_is_that_of_scikit_learn() => Same("standard", new StandardScaler<double>());

    [Fact]
    public void Min_max_scaler_is_that_of_scikit_learn() => Same("minmax", new MinMaxScaler<double>());

    [Fact]
    public void Pca_is_that_of_scikit_learn()
    {
        var expected = Expected.GetProperty("pca");
        Pca<double> pca = new(expected.GetProperty("explained_variance").GetArrayLength());
        pca.Fit(Expected.GetProperty("x").Samples());
        Numeric.Close(expected.GetProperty("mean").Numbers(), pca.Mean, Relative, Absolute, "mean");
        Numeric.Close(expected.GetProperty("explained_variance").Numbers(), pca.ExplainedVariance, Relative, Absolute, "variance");
        Numeric.Close(expected.GetProperty("explained_variance_ratio").Numbers(), pca.ExplainedVarianceRatio, Relative, Absolute, "ratio");
        Numeric.Close(expected.GetProperty("absolute_components").Rows(), pca.Components.PointwiseAbs(), Relative, Absolute, "components");
    }

    static void Same(string name, FeatureScaler<double> scaler)
    {
        var x = Expected.GetProperty("x").Samples();
        Numeric.Close(Expected.GetProperty(name).Samples(), scaler.FitTransform(x), Relative, Absolute, name);
        Numeric.Close(Expected.GetProperty(name).Samples().ToSingle(), Single(scaler).FitTransform(x.ToSingle()), 2e-4, 2e-5, name);
    }

    static FeatureScaler<float> Single(FeatureScaler<double> scaler) => scaler is StandardScaler<double> ? new StandardScaler<float>() : new MinMaxScaler<float>();
}
