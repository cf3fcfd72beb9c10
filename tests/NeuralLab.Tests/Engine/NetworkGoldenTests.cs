using System.Numerics;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Engine;

/// <summary>Small networks trained for 12 batches, step by step as PyTorch trained them.</summary>
[Trait("Category", "Golden")]
public class NetworkGoldenTests
{
    static readonly Dictionary<string, (Activation Hidden, Optimizer Optimizer)> Settings = new()
    {
        ["tanh_regression_sgd"] = (Activation.Tanh, new GradientDescent(0.05)),
        ["relu_regression_adam"] = (Activation.ReLU, new Adam(0.01)),
        ["sigmoid_classification_momentum"] = (Activation.Sigmoid, new Momentum(0.1)),
        ["relu_classification_rmsprop_l2"] = (Activation.ReLU, new RMSProp(0.005)),
        ["elu_classification_nadam_l1"] = (Activation.ELU, new NAdam(0.01)),
    };

    public static TheoryData<string> Names => [.. Golden.Load("networks").GetProperty("cases").EnumerateObject().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void TrainingIsThatOfPyTorch(string name)
    {
        var expected = Golden.Load("networks").GetProperty("cases").GetProperty(name);
        Train<double>(name, expected, 1e-9, 1e-7, 1e-10);
        Train<float>(name, expected, 2e-4, 2e-4, 2e-5);
    }

    static void Train<T>(string name, JsonElement file, double once, double accumulated, double absolute)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (hidden, optimizer) = Settings[name];
        var classification = name.Contains("classification", StringComparison.Ordinal);
        var loss = classification ? Loss.CategoricalCrossEntropy : Loss.MeanSquaredError;
        var network = Build<T>(file, hidden, classification ? Activation.Softmax : Activation.Linear);
        Regularizer regularizer = new ElasticNet(file.GetProperty("l1").GetDouble(), file.GetProperty("l2").GetDouble());
        Matrix<T> X = Convert<T>(file.GetProperty("x").Samples()), Y = Convert<T>(file.GetProperty("y").Samples());
        int batch = file.GetProperty("batch").GetInt32(), steps = file.GetProperty("steps").GetInt32();

        network.Backward(network.Forward(X.SubMatrix(0, X.RowCount, 0, batch)), Y.SubMatrix(0, Y.RowCount, 0, batch), loss, regularizer);
        Compare(file.GetProperty("gradients_step0"), network.Parameters.Select(parameter => parameter.Gradient), once, "gradient");

        StepLosses<T> losses = new();
        new Trainer<T>(network)
        {
            Loss = loss, Optimizer = optimizer, Regularizer = regularizer, BatchSize = batch, Shuffle = false, Epochs = 1, Observers = [losses],
        }.Fit(X, Y);
        Compare(file.GetProperty("final"), network.Parameters.Select(parameter => parameter.Value), accumulated, "final weight");
        Numeric.Close(file.GetProperty("loss_per_step_without_penalty").Numbers().Average(), losses.Epoch, accumulated, absolute, "mean loss of the steps");
        Assert.Equal(steps, losses.Steps);

        void Compare(JsonElement list, IEnumerable<Matrix<T>> actual, double relative, string what)
        {
            foreach (var (element, matrix) in list.EnumerateArray().Zip(actual))
                Numeric.Close(Convert<T>(Shaped(element)), matrix, relative, absolute, what);
        }
    }

    static Network<T> Build<T>(JsonElement file, Activation hidden, Activation output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sizes = file.GetProperty("sizes").Integers();
        Network<T> network = new([.. Enumerable.Range(1, sizes.Length - 1).Select(l =>
            (Layer<T>)new Dense<T>(sizes[l - 1], sizes[l], l == sizes.Length - 1 ? output : hidden))]);
        foreach (var (element, parameter) in file.GetProperty("initial").EnumerateArray().Zip(network.Parameters))
            parameter.Set(Convert<T>(Shaped(element)));
        return network;
    }

    static Matrix<double> Shaped(JsonElement element) => element[0].ValueKind == JsonValueKind.Array
        ? element.Rows()
        : Matrix<double>.Build.Dense(element.GetArrayLength(), 1, element.Numbers());

    static Matrix<T> Convert<T>(Matrix<double> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Matrix<T>.Build.Dense(matrix.RowCount, matrix.ColumnCount, (i, j) => T.CreateTruncating(matrix[i, j]));

    sealed class StepLosses<T> : TrainingObserver<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public double Epoch { get; private set; }

        public long Steps { get; private set; }

        public override void EpochEnded(TrainingState<T> state) => (Epoch, Steps) = (state.History.Loss[^1], state.Step);
    }
}
