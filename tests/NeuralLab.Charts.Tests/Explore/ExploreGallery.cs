using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Charts.Tests;

/// <summary>An example of every figure that computes, with the course's data.</summary>
static class ExploreGallery
{
    // Before what uses it: static members come to life in this order.
    /// <summary>Trained as the lab trains it, on the first 1,437 digits: the rest are the test.</summary>
    public static Lazy<Network<float>> DigitNetwork { get; } = new(() =>
    {
        var network = Mlp.Create<float>(1, [64, 64, 10], Activation.ReLU, Activation.Softmax);
        new Trainer<float>(network) { Loss = Loss.CategoricalCrossEntropy, Optimizer = new Adam(0.005), Schedule = new CosineSchedule(25), Epochs = 25, Seed = 1 }
            .Fit(Digits16().Select([.. Enumerable.Range(0, TestDigits)]));
        return network;
    });

    public static IReadOnlyDictionary<string, Exploration> All { get; } = new Dictionary<string, Exploration>
    {
        ["Network 1-3-1"] = Explore.Network("Steps by hand", ByHand(), Thinned(CourseData.Load("steps-large").Training, 200)).WithCaption("A caption."),
        ["Network 2-8-3"] = Explore.Network("Hands on a network", Trained(CourseData.Load("rings3-regular").Training), CourseData.Load("rings3-regular").Training),
        ["Digit"] = Explore.Digit("Draw a digit", DigitNetwork.Value, Digits16()),
        ["Training"] = Explore.Training("Watch it learn", CourseData.Load("xor3").Training, CourseData.Load("xor3").Test, hidden: [8, 8], optimizers: [new Adam(0.01)], seed: 1),
        ["Training race"] = Explore.Training("A race", Standardized(), hidden: [10], optimizers: [new GradientDescent(0.05), new Momentum(0.05), new RMSProp(), new Adam(0.01)]),
        ["Backpropagation"] = Explore.Backpropagation("Backpropagation, step by step", Small(), [1, -0.5], [0.5]),
    };

    public const int TestDigits = 1437;

    public static DataSet<float> Digits16()
    {
        var raw = Digits.Load();
        return raw.WithFeatures(raw.X / 16).To<float>();
    }

    public static Network<double> Small() => new(
        new Dense<double>(new double[,] { { 1, -0.5 }, { 0.5, 1 } }, [0, 0.2], Activation.Tanh), new Dense<double>(new double[,] { { 1.5, -1 } }, [0.1]));

    static Network<double> ByHand() => new(
        new Dense<double>(new double[,] { { 2 }, { 2 }, { 2 } }, [1, 0, -1], Activation.Sigmoid), new Dense<double>(new double[,] { { 40, 40, 40 } }, [0]));

    static Network<double> Trained(DataSet<double> data)
    {
        var network = Mlp.Create(1, [2, 8, 3], Activation.Tanh, Activation.Softmax);
        new Trainer<double>(network) { Loss = Loss.CategoricalCrossEntropy, Optimizer = new Adam(0.02), Epochs = 20 }.Fit(data);
        return network;
    }

    static DataSet<double> Thinned(DataSet<double> data, int count) => data.Select([.. Enumerable.Range(0, count)]);

    static DataSet<double> Standardized()
    {
        var set = new StandardizedSplit<double>(CourseData.Load("square-simple"));
        return set.Data.Training.WithFeatures(set.X).WithTargets(set.Y);
    }
}
