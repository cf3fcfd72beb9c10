using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Training;

/// <summary>Defects of earlier course engines (specification of the course, end of section 5) that must not come back.</summary>
public class OldDefectsTests
{
    static readonly Matrix<double> X = Samples.Normal<double>(2, 40), Y = Samples.Normal<double>(1, 40, 2);

    static double[] Gradient(Network<double> network, Matrix<double> x, Matrix<double> y, Loss loss, Regularizer? regularizer = null)
    {
        network.Backward(network.Forward(x), y, loss, regularizer);
        return [.. network.Parameters.SelectMany(parameter => parameter.Gradient.ToColumnMajorArray())];
    }

    [Fact]
    public void PenaltiesSeeTheWeightsAsTheyAreNow()
    {
        Network<double> network = new(new Dense<double>(new double[,] { { 1, -1 } }, [0.0]));
        Trainer<double> trainer = new(network) { Loss = Loss.MeanSquaredError, Optimizer = new GradientDescent(0.1), Epochs = 3, BatchSize = null, Regularizer = Regularizer.L2(0.5) };
        // All inputs are 0: only the penalty moves the weights, w (1 - 0.1 * 2 * 0.5) at each step.
        trainer.Fit(Matrix<double>.Build.Dense(2, 4), Matrix<double>.Build.Dense(1, 4));
        Numeric.Close(0.9 * 0.9 * 0.9, network.Parameters[0].Value[0, 0], 1e-15);
    }

    [Fact]
    public void GradientsAreMeansOverTheBatchNotSums()
    {
        var network = Mlp.Create(1, [2, 5, 1], Activation.Tanh);
        var once = Gradient(network, X, Y, Loss.MeanSquaredError, Regularizer.L2(0.1));
        var twice = Gradient(network, X.Append(X), Y.Append(Y), Loss.MeanSquaredError, Regularizer.L2(0.1));
        Numeric.Close(once, twice, 1e-12, 1e-15);
    }

    [Fact]
    public void AStepIsTheRateTimesTheMeanGradientUndivided()
    {
        var network = Mlp.Create(1, [2, 5, 1], Activation.Tanh);
        var before = Samples.Weights(network);
        var gradient = Gradient(network, X, Y, Loss.MeanSquaredError);
        new Trainer<double>(network) { Loss = Loss.MeanSquaredError, Optimizer = new GradientDescent(0.1), Epochs = 1, BatchSize = null }.Fit(X, Y);
        Numeric.Close([.. before.Zip(gradient, (w, g) => w - 0.1 * g)], Samples.Weights(network), 1e-12, 1e-14);
    }

    [Fact]
    public void TheAbsoluteErrorPullsTowardsTheTarget()
    {
        var output = Matrix<double>.Build.DenseOfArray(new double[,] { { 3, -3, 1 } });
        var target = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 1, 1 } });
        Numeric.Close([1 / 3.0, -1 / 3.0, 0], Loss.MeanAbsoluteError.Gradient(target, output).Row(0).ToArray(), 1e-15);
    }

    [Fact]
    public void SoftmaxAndCrossEntropyAreFused()
    {
        // A hopelessly wrong prediction: unfused, its gradient would be -1/0.
        Network<double> network = new(new Dense<double>(new double[,] { { 1000 }, { -1000 } }, [0.0, 0], Activation.Softmax));
        var x = Matrix<double>.Build.Dense(1, 1, 1.0);
        var y = Matrix<double>.Build.DenseOfArray(new double[,] { { 0 }, { 1 } });
        Numeric.Close(2000, network.Evaluate(x, y, Loss.CategoricalCrossEntropy), 1e-12);
        Numeric.Close([1, -1, 1, -1], Gradient(network, x, y, Loss.CategoricalCrossEntropy), 1e-12);
    }

    [Fact]
    public void DropoutIsOffAtPrediction()
    {
        var with = Mlp.Create(1, [2, 30, 1], Activation.Tanh, dropout: 0.5);
        Network<double> without = new((Layer<double>)Copy(with.Layers[0]), Copy(with.Layers[2]));
        Assert.Equal(without.Predict(X), with.Predict(X));
        Assert.Equal(with.Predict(X), with.Predict(X));
        Numeric.Close(without.Evaluate(X, Y, Loss.MeanSquaredError), with.Evaluate(X, Y, Loss.MeanSquaredError), 1e-15);

        static Dense<double> Copy(Layer<double> layer) =>
            new(layer.Parameters[0].Value.ToArray(), layer.Parameters[1].Value.ToColumnMajorArray(), layer.Activation);
    }

    [Fact]
    public void ValidationSamplesAreNotTrainedOn()
    {
        var numbered = Matrix<double>.Build.Dense(2, 40, (_, j) => j);
        Trainer<double> trainer = new(Mlp.Create(1, [2, 1], Activation.Tanh)) { Loss = Loss.MeanSquaredError, ValidationFraction = 0.25 };
        var data = TrainingData.Prepare(trainer, numbered, Y);
        var train = data.X.Row(0).ToArray();
        var held = data.ValidationX!.Row(0).ToArray();
        Assert.Equal(10, held.Length);
        Assert.Equal(Enumerable.Range(0, 40).Select(j => (double)j), train.Concat(held).Order());
    }

    [Fact]
    public void WhatValidationSaysDoesNotMoveTheWeights()
    {
        double[] Train(Matrix<double> validationY)
        {
            var network = Mlp.Create(1, [2, 5, 1], Activation.Tanh);
            new Trainer<double>(network) { Loss = Loss.MeanSquaredError, Epochs = 5, Validation = new("v", X, validationY) }.Fit(X, Y);
            return Samples.Weights(network);
        }
        Assert.Equal(Train(Y), Train(-3 * Y));
    }

    [Fact]
    public void ClassesAreTheLargestOutputNotAThreshold()
    {
        Network<double> network = new(new Dense<double>(new double[,] { { 0.1 }, { 0.3 }, { 0.2 } }, [0.0, 0, 0]));
        Assert.Equal([1, 0], network.PredictClasses(Matrix<double>.Build.DenseOfArray(new double[,] { { 1, -1 } })));
    }

    [Fact]
    public void PredictionCoversEverySample()
    {
        var network = Mlp.Create(1, [2, 5, 3], Activation.Tanh, Activation.Softmax);
        var many = Samples.Normal<double>(2, 1000);
        var all = network.Predict(many);
        foreach (var j in new[] { 0, 255, 256, 511, 999 })
            Numeric.Close(network.Predict(many.SubMatrix(0, 2, j, 1)), all.SubMatrix(0, 3, j, 1), 1e-12);
    }

    [Fact]
    public void RecordedWeightsAreBounded()
    {
        WeightRecorder<double> recorder = new(network => network.Parameters[0], most: 10);
        new Trainer<double>(Mlp.Create(1, [2, 1], Activation.Tanh)) { Loss = Loss.MeanSquaredError, Epochs = 300, BatchSize = null, Observers = [recorder] }.Fit(X, Y);
        Assert.InRange(recorder.Values.Count, 5, 10);
        Assert.Equal((0, 288), (recorder.Epochs[0], recorder.Epochs[^1]));
        Assert.Single(recorder.Epochs.Zip(recorder.Epochs.Skip(1), (a, b) => b - a).Distinct());
    }
}
