using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Charts.Tests;

/// <summary>
/// An example of every figure, with data like those of the labs. Keyed by the builder's name; a suffix tells several
/// examples of one builder apart.
/// </summary>
static class Gallery
{
    static readonly Random Random = new(7);

    static readonly RegionMap Map = new(-100, 100, 60);

    public static IReadOnlyDictionary<string, Figure> Figures { get; } = new Dictionary<string, Figure>
    {
        ["Scatter"] = Charts.Figures.Scatter("Training data of the set rings3: three classes of points", Rings(120), "x", "y"),
        ["Lines"] = Charts.Figures.Lines("Learning-rate schedules over 100 epochs", [.. Schedules()], "epoch", Axis.Log("learning rate")),
        ["Fit"] = FitFigure(),
        ["NetworkDiagram"] = Charts.Figures.NetworkDiagram("Network 1-5-1 with random weights", [Weights(5, 1), Weights(1, 5)], [Numbers(5), Numbers(1)]),
        ["NetworkDiagram wide"] = Charts.Figures.NetworkDiagram("Network 2-5-20-3", [Weights(5, 2), Weights(20, 5), Weights(3, 20)]),
        ["WeightHeatmap"] = Charts.Figures.WeightHeatmap("First layer's weights W1 after training", Weights(5, 4)),
        ["WeightHeatmap large"] = Charts.Figures.WeightHeatmap("Weights of a layer of 40 neurons and 64 inputs", Weights(40, 64)),
        ["LossCurves"] = Charts.Figures.LossCurves("Loss by batch size on multimodal-large, 1-20-20-1 tanh network, mean of five seeds", [Losses("full batch", 0.01), Losses("batch 8", 0.05), Losses("batch 32", 0.03)], "epoch", Axis.Log("test MSE"), target: 9)
            .WithCaption("Smaller batches take more steps per epoch and reach the target earlier."),
        ["LossCurves linear"] = Charts.Figures.LossCurves("Training loss", [new("one seed", [.. Enumerable.Range(0, 50).Select(epoch => 5 * Math.Exp(-epoch / 10.0) + 0.2)])], "epoch", "MSE"),
        ["Slider"] = SteepnessFigure(),
        ["Slider bars"] = Charts.Figures.Slider("Two bars", "height", [.. new[] { 0.2, 0.5, 0.9 }.Select(height => new SliderStep($"{height}", [new("one", [0], [height]), new("other", [1], [1 - height])]))], "class", "probability", bars: true),
        ["ThresholdSlider"] = Charts.Figures.ThresholdSlider("What a threshold decides", [.. Enumerable.Range(0, 300).Select(sample => sample % 3 == 0 ? 1 : 0)], [.. Enumerable.Range(0, 300).Select(sample => Math.Clamp((sample % 3 == 0 ? 0.7 : 0.3) + 0.2 * Random.NextDouble() * (sample % 5 - 2), 0, 1))], [0.1, 0.3, 0.5, 0.7, 0.9], shown: 2),
        ["StackedTerms animated"] = Charts.Figures.StackedTerms("A sum that grows", [.. Enumerable.Range(1, 10).Select(moment => new SliderStep(
            Text(moment), [new("line", [0, 1, 2], [0, moment, 2 * moment]), new("constant", [0, 1, 2], [1, 1, 1])], $"moment {moment}"))], "x", "y"),
        ["Backpropagation"] = Charts.Figures.Backpropagation("One sample, forward and back", Circuit(), [1.5], [0.5]),
        ["SeparatingLines"] = Charts.Figures.SeparatingLines(
            "AND in the plane of its inputs", [new("(0, 0)", 0, 0, 0), new("(0, 1)", 0, 1, 0), new("(1, 0)", 1, 0, 0), new("(1, 1)", 1, 1, 1)],
            [new("neuron", 20, 20, -30)], ["AND = 0", "AND = 1"], new Axis("input 1") { Range = (-0.5, 1.5) }, new Axis("input 2") { Range = (-0.5, 1.5) }),
        ["PenaltySlider"] = Charts.Figures.PenaltySlider("L2 on rings3 with wrong labels", "λ", Map, [.. new[] { 0, 0.001, 0.01 }.Select((strength, index) => new PenaltyStep(Text(strength), RingOutputs(1 - 0.4 * index), Normals(300, 0, 1 - 0.4 * index), 0.2 + 0.2 * index, 0.9 - 0.2 * index))], Rings(60), new Series("wrong label", new[] { 10.0, -40 }, new[] { 20.0, 5 })),
        ["StackedTerms"] = TermsFigure(),
        ["WeightsOverTime"] = Charts.Figures.WeightsOverTime("Hidden layer's weights while the network learns", [.. Enumerable.Range(0, 20).Select(moment => new Snapshot(Text(moment * 10), Moved(moment)))]).WithCaption("From small random weights to a few large ones."),
        ["GradientNoise"] = Charts.Figures.GradientNoise("Gradient of one weight over 200 batches", [.. new[] { 1, 8, 32, 128 }.Select(size => new Sample(Text(size), Normals(200, 1, 3 / Math.Sqrt(size))))], "gradient of one weight"),
        ["BoxByGroup"] = Charts.Figures.BoxByGroup("Test F1 over the strength of L2, ten seeds", [.. new[] { "0", "1e-4", "1e-3", "1e-2" }.SelectMany((strength, index) => new[] { new Sample(strength, Normals(10, 0.72 + 0.02 * index, 0.01), "L2"), new Sample(strength, Normals(10, 0.70 + 0.01 * index, 0.015), "L1") })], "lambda", "macro F1"),
        ["Activations"] = Charts.Figures.Activations("Activation functions and their derivatives", [Activation.Sigmoid, new("tanh", Math.Tanh, z => 1 - Math.Tanh(z) * Math.Tanh(z)), Activation.ReLU], from: -4, to: 4),
        ["DecisionRegions"] = Charts.Figures.DecisionRegions("Decision regions on rings3", Map, RingOutputs(1), Rings(100), "x", "y"),
        ["DecisionRegions animated"] = Charts.Figures.DecisionRegions("Decision regions while the network learns", Map, [.. Enumerable.Range(1, 10).Select(epoch => (Text(epoch * 5), RingOutputs(epoch / 10.0)))], Rings(60), "x", "y"),
        ["ConfusionMatrix"] = Charts.Figures.ConfusionMatrix("Handwritten digits: true and predicted", Confusion(10)),
        ["ConfusionMatrix named"] = Charts.Figures.ConfusionMatrix("Iris", new[,] { { 50, 0, 0 }, { 0, 47, 3 }, { 0, 2, 48 } }, ["setosa", "versicolor", "virginica"]),
        ["SurfacePaths"] = SurfaceFigure(),
        ["PathMap"] = Charts.Figures.PathMap("Where forty steps of momentum end in a valley", Valley, "momentum μ", [0, 0.5, 0.9], "learning rate", [0.01, 0.1, 0.4, 0.8], (mu, rate) => Descend($"momentum {mu}", rate, mu, 40), new("w₁") { Range = (-5, 5) }, new("w₂") { Range = (-2.5, 2.5) }),
        ["SweepHeatmap"] = Charts.Figures.SweepHeatmap("Test MSE on multimodal-large by architecture", Sweep(), ["linear", "sigmoid", "tanh", "ReLU"], ["1 x 5", "1 x 20", "2 x 5", "2 x 20", "3 x 5", "3 x 20"], "hidden layers x neurons", "activation", "test MSE", logColors: true),
        ["ImageGallery"] = Charts.Figures.ImageGallery("Misclassified digits", [.. Enumerable.Range(0, 11).Select(index => new Picture(Digit(index), $"{index % 10} as {(index + 3) % 10}"))], width: 8),
        ["ImageGallery weights"] = Charts.Figures.ImageGallery("What eight hidden neurons look for", [.. Enumerable.Range(0, 8).Select(index => new Picture(Normals(64, 0, 1), $"neuron {index + 1}"))], width: 8, columns: 4, weights: true),
        ["GradientFlow"] = Charts.Figures.GradientFlow("Gradient norm per layer after one epoch", ["hidden 1", "hidden 2", "hidden 3", "output"], [Flow("sigmoid", 0.2), Flow("tanh", 0.6), Flow("ReLU", 0.9)]),
        ["WeightHistogram"] = Charts.Figures.WeightHistogram("Weights with and without L2", [new("no penalty", Normals(2000, 0, 1)), new("L2, lambda 0.001", Normals(2000, 0, 0.4))]),
        ["RocCurve"] = Charts.Figures.RocCurve("ROC on xor3", [Roc("softmax + cross-entropy", 4), Roc("sigmoid + MSE", 2.2)]),
        ["LearningRateSensitivity"] = Charts.Figures.LearningRateSensitivity("Final loss over the learning rate", [Rates("Momentum", 0.05), Rates("RMSProp", 0.005), Rates("Adam", 0.01)], "final test MSE"),
    };

    public static IReadOnlyDictionary<string, TableView> Tables { get; } = new Dictionary<string, TableView>
    {
        ["Table"] = Show.Table("Results on multimodal-large, mean and deviation of 5 seeds", ["method", "test MSE", "time (s)", "epochs to target"],
        [
            ["Momentum", Cell.MeanAndDeviation([2.1, 2.2, 2.15]).Highlight(), 0.41, 112],
            ["RMSProp", Cell.MeanAndDeviation([2.8, 2.5, 2.6]), 0.44, 145],
            ["Adam <default>", Cell.MeanAndDeviation([3.9, 4.4, 4.1]), 0.43, "-"],
        ]),
        ["Matrix"] = Show.Matrix(Weights(10, 1), "W1"),
        ["Matrix large"] = Show.Matrix(Weights(30, 40), "X"),
    };

    static Network<double> Circuit() => new(
        new Dense<double>(new[,] { { 1.0 }, { -0.5 } }, [0, 0.5], Activation.Tanh), new Dense<double>(new[,] { { 2.0, 1.0 } }, [-0.5]));

    static Figure FitFigure()
    {
        var (x, testX) = (Uniforms(100, -1.5, 2), Uniforms(40, -1.5, 2));
        var grid = Enumerable.Range(0, 100).Select(index => -1.5 + 3.5 * index / 99).ToArray();
        return Charts.Figures.Fit("Prediction of square-simple before and after training", new("training", x, Values.From(x.Select(Square))),
            [new("random weights", grid, Values.From(grid.Select(each => 40 * Math.Tanh(each)))), new("tuned weights", grid, Values.From(grid.Select(each => Square(each) + 3 * Math.Sin(5 * each))))],
            "x", "y", test: new("test", testX, Values.From(testX.Select(Square))));
    }

    static Figure SteepnessFigure()
    {
        var grid = Enumerable.Range(0, 200).Select(index => -1.5 + 3.5 * index / 199).ToArray();
        var data = Uniforms(200, -1.5, 2);
        return Charts.Figures.Slider("Three sigmoids make steps: the steeper, the closer", "steepness k", [.. new double[] { 1, 2, 5, 10, 20, 50, 100, 500 }.Select(k => new SliderStep(Text(k),
            new Series("prediction", grid, Values.From(grid.Select(each => -80 + 80 * (Sigmoid(k * (each + 0.5)) + Sigmoid(k * (each - 0.5)) + Sigmoid(k * (each - 1.5))))))
            , FormattableString.Invariant($"MSE = {2400 / k:F1}")))], "x", "y", new("steps-large", data, Values.From(data.Select(Steps))));
    }

    static Figure TermsFigure()
    {
        var grid = Enumerable.Range(0, 200).Select(index => -1.5 + 3.5 * index / 199).ToArray();
        var data = Uniforms(100, -1.5, 2);
        return Charts.Figures.StackedTerms("The steps as a sum of three sigmoids", [.. new[] { -0.5, 0.5, 1.5 }.Select((edge, index) => new Series($"80 σ(30 (x − ({Text(edge)})))", grid, Values.From(grid.Select(each => 80 * Sigmoid(30 * (each - edge))))))], "x", "y", constant: -80, target: new("steps-large", data, Values.From(data.Select(Steps))));
    }

    static double Valley(double a, double b) => 0.1 * a * a + 2 * b * b + 0.01;

    static Series Descend(string name, double rate, double momentum, int steps = 60)
    {
        double a = -4, b = 1.6, va = 0, vb = 0;
        List<double> xs = [a], ys = [b];
        for (var step = 0; step < steps; step++)
        {
            (va, vb) = (momentum * va - rate * 0.2 * a, momentum * vb - rate * 4 * b);
            (a, b) = (a + va, b + vb);
            xs.Add(a);
            ys.Add(b);
        }
        return new(name, xs, ys);
    }

    static Figure SurfaceFigure()
    {
        return Charts.Figures.SurfacePaths("Gradient descent and momentum in a narrow valley", Valley, [Descend("gradient descent", 0.4, 0), Descend("momentum 0.8", 0.15, 0.8), Descend("slow", 0.05, 0)],
            new Axis("w₁") { Range = (-5, 5) }, new Axis("w₂") { Range = (-2.5, 2.5) });
    }

    static IEnumerable<Series> Schedules()
    {
        double[] epochs = [.. Enumerable.Range(0, 100)];
        yield return new("constant", epochs, Values.From(epochs.Select(_ => 0.1)));
        yield return new("exponential", epochs, Values.From(epochs.Select(epoch => 0.1 * Math.Pow(0.97, epoch))));
        yield return new("cosine", epochs, Values.From(epochs.Select(epoch => 0.001 + 0.05 * (1 + Math.Cos(Math.PI * epoch / 100)))));
        yield return new("step", epochs, Values.From(epochs.Select(epoch => 0.1 * Math.Pow(0.3, Math.Floor(epoch / 30)))));
    }

    static Series[] Rings(int count)
    {
        var groups = Enumerable.Range(0, 3).Select(_ => (X: new List<double>(), Y: new List<double>())).ToArray();
        for (var point = 0; point < 3 * count; point++)
        {
            var (x, y) = (Random.NextDouble() * 200 - 100, Random.NextDouble() * 200 - 100);
            var group = groups[Ring(x, y)];
            group.X.Add(x);
            group.Y.Add(y);
        }
        return [.. groups.Select((group, index) => new Series($"class {index}", group.X, group.Y))];
    }

    static int Ring(double x, double y) => ((int)Math.Floor(Math.Sqrt(x * x + y * y) / 50) + (x < 0 ? 1 : 0)) % 3;

    static Matrix<double> RingOutputs(double progress) => Matrix<double>.Build.Dense(3, Map.Inputs.ColumnCount, (row, point) =>
        progress * (Ring(Map.Inputs[0, point], Map.Inputs[1, point]) == row ? 1 : 0) + (1 - progress) * Math.Sin(0.02 * (row + 1) * Map.Inputs[0, point] + row));

    static SeedCurves Losses(string name, double speed) => new(name, [.. Enumerable.Range(0, 5).Select(_ =>
    {
        var level = 0.5 + Random.NextDouble();
        return Enumerable.Range(0, 300).Select(epoch => 5000 * Math.Exp(-speed * epoch) + level * 4 * (1 + 0.2 * Random.NextDouble())).ToArray();
    })]);

    static SeedCurves Rates(string name, double best)
    {
        double[] rates = [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1];
        return new(name, [.. Enumerable.Range(0, 5).Select(_ => rates.Select(rate => rate > 6 * best ? double.NaN : Math.Exp(1 + Math.Abs(Math.Log(rate / best)) * (1 + 0.2 * Random.NextDouble()))).ToArray())]) { X = rates };
    }

    static SeedCurves Flow(string name, double factor) => new(name, [.. Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, 4).Select(layer => Math.Pow(factor, 3 - layer) * (0.5 + Random.NextDouble())).ToArray())]);

    static Series Roc(string name, double power)
    {
        double[] rates = [.. Enumerable.Range(0, 101).Select(index => index / 100.0)];
        return new(name, rates, Values.From(rates.Select(rate => 1 - Math.Pow(1 - rate, power))));
    }

    static Grid Sweep()
    {
        var results = Matrix<double>.Build.Dense(4, 6, (row, column) => row == 0 ? 4434 + column : 400 / ((row + 1.0) * (column + 1) * (column + 1)));
        results[3, 5] = double.NaN;
        return results;
    }

    static Grid Confusion(int classes) => Matrix<double>.Build.Dense(classes, classes, (row, column) => row == column ? 170 + row : Random.Next(4) == 0 ? Random.Next(9) : 0);

    static Values Digit(int kind) => Values.From(Enumerable.Range(0, 64).Select(pixel => 16 * Math.Exp(-Math.Pow(Math.Sqrt(Math.Pow(pixel % 8 - 3.5, 2) + Math.Pow(pixel / 8 - 3.5, 2)) - 1 - kind % 3, 2))));

    static Matrix<double> Moved(int moment) => Matrix<double>.Build.Dense(8, 6, (row, column) => moment / 20.0 * 2 * Math.Sin(row * 1.3 + column) + 0.2 * Math.Cos(row + 2.1 * column));

    static Matrix<double> Weights(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, (_, _) => Normal());

    static Values Numbers(int count) => Normals(count, 0, 1);

    static Values Normals(int count, double mean, double deviation) => Values.From(Enumerable.Range(0, count).Select(_ => mean + deviation * Normal()));

    static Values Uniforms(int count, double low, double high) => Values.From(Enumerable.Range(0, count).Select(_ => low + (high - low) * Random.NextDouble()));

    static double Normal() => Math.Sqrt(-2 * Math.Log(1 - Random.NextDouble())) * Math.Cos(2 * Math.PI * Random.NextDouble());

    static double Square(double x) => 90 * x * x - 130;

    static double Steps(double x) => x < -0.5 ? -80 : x < 0.5 ? 0 : x < 1.5 ? 80 : 160;

    static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
