namespace NeuralLab.Tests.Inspection;

public class ProfileTests
{
    [Fact]
    public void EveryLayerHasATimeAndNothingIsChanged()
    {
        Network<double> network = new(1, new Dense<double>(20, 30, Activation.Tanh), new BatchNorm<double>(30), new Dropout<double>(30, 0.2), new Dense<double>(30, 3, Activation.Softmax));
        var before = Samples.Weights(network);
        var times = Profile.Run(network, Samples.Normal<double>(20, 50), Samples.OneHotColumns<double>(3, 50), Loss.CategoricalCrossEntropy);
        Assert.Equal(["Dense 1", "BatchNorm 2", "Dropout 3", "Dense 4"], times.Select(time => time.Layer));
        Assert.All(times, time => Assert.True(double.IsFinite(time.ForwardMicroseconds + time.BackwardMicroseconds), $"{time}"));
        Assert.Equal(before, Samples.Weights(network));
    }
}
