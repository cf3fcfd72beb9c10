namespace NeuralLab.Tests.Training;

/// <summary>Accuracy on real data: the quick sets always, the large ones on request.</summary>
public class RealDataTests
{
    static double CrossValidate(DataSet<double> data, int[] hidden, int epochs, double rate, double dropout) =>
        CrossValidation.Run(data, folds: 5, seed: 1, split =>
        {
            StandardScaler<double> scaler = new();
            var X = scaler.FitTransform(split.Training.X);
            var network = Mlp.Create(1, [data.FeatureCount, .. hidden, data.ClassCount], Activation.ReLU, Activation.Softmax, dropout: dropout);
            new Trainer<double>(network) { Loss = Loss.CategoricalCrossEntropy, Optimizer = new Adam(rate), Epochs = epochs, Seed = 1 }.Fit(X, split.Training.Y);
            return new ConfusionMatrix(split.Test.Labels, network.PredictClasses(scaler.Transform(split.Test.X))).Accuracy;
        }, cancellation: TestContext.Current.CancellationToken).Average();

    [Fact]
    public void IrisIsLearned() => Assert.InRange(CrossValidate(Iris.Load(), [16], 60, 0.01, 0), 0.95, 1);

    [Fact]
    public void DigitsAreLearned() => Assert.InRange(CrossValidate(Digits.Load(), [64], 25, 0.003, 0.2), 0.97, 1);
}
