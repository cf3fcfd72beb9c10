using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Engine;

/// <summary>Batch normalisation against PyTorch: training, gradients, running statistics, inference.</summary>
[Trait("Category", "Golden")]
public class BatchNormGoldenTests
{
    [Fact]
    public void TrainingAndInferenceAreThoseOfPyTorch()
    {
        var file = Golden.Load("batchnorm");
        var x = file.GetProperty("x").Samples();
        BatchNorm<double> layer = new(x.RowCount, file.GetProperty("momentum").GetDouble(), file.GetProperty("eps").GetDouble());
        // A first layer is not asked for dX; a dense identity below makes the layer pass it on.
        Network<double> network = new(Identity(x.RowCount), layer);
        layer.Gamma.Set(Column(file.GetProperty("gamma").Numbers()));
        layer.Beta.Set(Column(file.GetProperty("beta").Numbers()));
        var pass = network.Forward(x);
        pass.Begin(StepKey.OfRun(0).OfStep(1));
        pass.Forward(pass.All);
        Numeric.Close(file.GetProperty("y_train").Samples(), pass.Output, 1e-9, 1e-12, "training output");
        file.GetProperty("upstream").Samples().CopyTo(pass.Layers[1].dA!);
        pass.Backward(pass.All);
        Numeric.Close(file.GetProperty("dx").Samples(), pass.Layers[1].dX!, 1e-9, 1e-12, "dx");
        Numeric.Close(file.GetProperty("dgamma").Numbers(), layer.Gamma.Gradient.ToColumnMajorArray(), 1e-9, 1e-12, "dgamma");
        Numeric.Close(file.GetProperty("dbeta").Numbers(), layer.Beta.Gradient.ToColumnMajorArray(), 1e-9, 1e-12, "dbeta");
        Numeric.Close(file.GetProperty("running_mean").Numbers(), layer.RunningMean.Value.ToColumnMajorArray(), 1e-9, 1e-12, "running mean");
        Numeric.Close(file.GetProperty("running_var_unbiased").Numbers(), layer.RunningVariance.Value.ToColumnMajorArray(), 1e-9, 1e-12, "running variance");
        Numeric.Close(file.GetProperty("y_eval").Samples(), network.Predict(x), 1e-9, 1e-12, "inference output");
    }

    static Dense<double> Identity(int size)
    {
        var W = new double[size, size];
        for (var i = 0; i < size; i++) W[i, i] = 1;
        return new(W, new double[size]);
    }

    static Matrix<double> Column(double[] values) => Matrix<double>.Build.Dense(values.Length, 1, values);
}
