using System.Numerics;

namespace NeuralLab.Tests.Persistence;

/// <summary>A saved network is the network: every layer and setting, bit for bit, read by us and by others.</summary>
public class NetworkFileTests
{
    internal static Network<T> Everything<T>(int seed = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(seed,
        new Dense<T>(3, 4, Activation.GELU, Initializer.Orthogonal, Initializer.Constant(0.2)) { Regularizer = new ElasticNet(0.1, 0.2) { Biases = true } },
        new BatchNorm<T>(4, 0.3, 1e-3), new ActivationLayer<T>(4, new LeakyReLU(0.3)), new Dropout<T>(4, 0.25),
        new Dense<T>(4, 4, new ELU(0.5), Initializer.Uniform(-1, 0.5), hasBias: false),
        new Dense<T>(Hand<T>(), [T.One, -T.One], Activation.Softmax));

    static T[,] Hand<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var W = new T[2, 4];
        for (var i = 0; i < 8; i++) W[i / 4, i % 4] = T.CreateTruncating(i * 0.37 - 1);
        return W;
    }

    [Fact]
    public void SavingAndLoadingIsTheIdentity()
    {
        RoundTrip<double>();
        RoundTrip<float>();
    }

    static void RoundTrip<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using TemporaryFolder folder = new();
        var network = Everything<T>();
        new Trainer<T>(network) { Loss = Loss.CategoricalCrossEntropy, Epochs = 2, BatchSize = 10 }.Fit(Samples.Normal<T>(3, 40), Samples.OneHotColumns<T>(2, 40));
        network.Save(folder.File("model.safetensors"));
        var loaded = Network.Load<T>(folder.File("model.safetensors"));

        Assert.Equal(LayerFormat.Describe(network).ToJsonString(), LayerFormat.Describe(loaded).ToJsonString());
        Assert.Equal(Samples.Weights(network), Samples.Weights(loaded));
        var X = Samples.Normal<T>(3, 300, 9);
        Assert.Equal(network.Predict(X), loaded.Predict(X));
        network.Initialize(7);
        loaded.Initialize(7);
        Assert.Equal(Samples.Weights(network), Samples.Weights(loaded));
        Assert.Equal(["model.safetensors"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void AnotherNumberTypeIsNamed()
    {
        using TemporaryFolder folder = new();
        Mlp.Create<float>(1, [2, 1], Activation.Tanh).Save(folder.File("m"));
        var error = Assert.Throws<ModelFormatException>(() => Network.Load<double>(folder.File("m")));
        Assert.Contains("load it as float, not as double", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatHoldsCodeOfTheUserCannotBeSaved()
    {
        using TemporaryFolder folder = new();
        Network<double> ownFunction = new(new Dense<double>(1, 2, Own.Activation)), ownLayer = new(new Dense<double>(1, 2), new Stretch<double>(2));
        Assert.Contains("softsign", Assert.Throws<NotSupportedException>(() => ownFunction.Save(folder.File("m"))).Message, StringComparison.Ordinal);
        Assert.Contains("Stretch", Assert.Throws<NotSupportedException>(() => ownLayer.Save(folder.File("m"))).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void ANetworkWithNaNIsNotSaved()
    {
        using TemporaryFolder folder = new();
        var network = Mlp.Create(1, [2, 1], Activation.Tanh);
        network.Parameters[0].Value[0, 1] = double.NaN;
        Assert.Contains("1.W", Assert.Throws<InvalidOperationException>(() => network.Save(folder.File("m"))).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void AMissingFileAndAFolderThatCannotBeWrittenAreOrdinaryErrors()
    {
        using TemporaryFolder folder = new();
        Assert.Throws<FileNotFoundException>(() => Network.Load<double>(folder.File("none")));
        Assert.Throws<DirectoryNotFoundException>(() => Mlp.Create(1, [1, 1], Activation.Tanh).Save(Path.Combine(folder.Path, "no", "such")));
    }

    [Fact]
    public void AFailedSaveLeavesTheOldFile()
    {
        using TemporaryFolder folder = new();
        var network = Mlp.Create(1, [1, 1], Activation.Tanh);
        network.Save(folder.File("m"));
        var before = File.ReadAllBytes(folder.File("m"));
        Assert.Throws<NotSupportedException>(() => new Network<double>(new Dense<double>(1, 1, Own.Activation)).Save(folder.File("m")));
        Assert.Equal(before, File.ReadAllBytes(folder.File("m")));
    }

    [Fact]
    public void ASecondReaderOfThePublishedFormatFindsTheSameNumbers()
    {
        using TemporaryFolder folder = new();
        var network = Everything<double>();
        network.Save(folder.File("m"));
        var tensors = SecondReader.Read(folder.File("m"));
        foreach (var (name, parameter) in network.Numbers)
            Assert.Equal(parameter.Value.ToArray().Cast<double>(), tensors[name]);
    }
}
