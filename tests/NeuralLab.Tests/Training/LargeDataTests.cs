namespace NeuralLab.Tests.Training;

/// <summary>
/// The course's targets on MNIST and Fashion-MNIST, minutes of training each, so only on request:
/// <c>dotnet test -c Release tests/NeuralLab.Tests --filter Category=Long -- xUnit.Explicit=only</c>. The data are looked for as
/// <see cref="SharedData"/> says.
/// </summary>
[Trait("Category", "Long")]
public class LargeDataTests(ITestOutputHelper output)
{
    double Accuracy(ImageSource source, int[] hidden, int epochs, Optimizer optimizer, double dropout, Loss loss)
    {
        var data = source.Load(SharedData.Folder(source.Name));
        DataSet<float> training = data.Training.ToDataSet<float>(), test = data.Test.ToDataSet<float>();
        var network = Mlp.Create<float>(1, [training.FeatureCount, .. hidden, 10], Activation.ReLU, Activation.Softmax, dropout: dropout);
        var result = new Trainer<float>(network)
        {
            Loss = loss, Optimizer = optimizer, Schedule = new CosineSchedule(epochs), Epochs = epochs, BatchSize = 128, Seed = 1,
        }.Fit(training);
        var accuracy = new ConfusionMatrix(test.Labels, network.PredictClasses(test.X)).Accuracy;
        output.WriteLine(FormattableString.Invariant($"{source.Name} {string.Join('-', hidden)}: test accuracy {accuracy:P2}; {result}"));
        return accuracy;
    }

    [Fact(Explicit = true)]
    public void Mnist() => Assert.InRange(
        Accuracy(ImageSource.Mnist, [128], 10, new Adam(0.003), dropout: 0.1, Loss.CategoricalCrossEntropy), 0.98, 1);

    [Fact(Explicit = true)]
    public void FashionMnist() => Assert.InRange(
        Accuracy(ImageSource.FashionMnist, [128, 128], 20, new Adam(0.002), dropout: 0.1, Loss.CategoricalCrossEntropy), 0.895, 1);

    [Fact(Explicit = true)]
    public void FashionMnistWithTheBestPerceptron() => Assert.InRange(
        Accuracy(ImageSource.FashionMnist, [512, 256], 30, new Adam(0.001), dropout: 0.3, new CategoricalCrossEntropy { LabelSmoothing = 0.1 }), 0.9, 1);
}
