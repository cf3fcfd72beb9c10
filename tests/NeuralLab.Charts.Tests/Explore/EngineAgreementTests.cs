using System.Globalization;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Charts.Tests;

/// <summary>The page computes what the engine computes: its script, under Node, against the engine, to 1e-9 of the largest number.</summary>
public sealed class EngineAgreementTests
{
    const double Tolerance = 1e-9;

    static readonly int[][] Architectures = [[1, 1], [1, 3, 1], [2, 3, 1], [2, 8, 2], [1, 10, 1], [2, 4, 4, 3], [2, 8, 8, 1], [1, 5, 5, 2], [2, 16, 16, 1], [2, 3, 4, 5, 3]];

    static readonly Activation[] Activations =
    [
        Activation.Linear, Activation.Sigmoid, Activation.Tanh, Activation.ReLU, Activation.LeakyReLU, Activation.ELU, Activation.GELU, Activation.SiLU, Activation.Softplus,
    ];

    // Rates at which every one of them moves.
    static readonly Optimizer[] Optimizers =
    [
        new GradientDescent(0.05), new Momentum(0.01), new Nesterov(0.01), new AdaGrad(), new RMSProp(0.002), new RMSProp(0.001) { Momentum = 0.5 }, new AdaDelta(0.5), new Adam(0.01),
        new AdamW(0.01), new AMSGrad(0.01), new AdaMax(), new NAdam(), new Adam(0.01) { WeightDecay = 0.01 },
    ];

    [Fact]
    public async Task A_hundred_full_batch_steps_end_with_the_engines_weights_for_every_architecture_activation_and_optimizer()
    {
        List<Case> cases = [];
        for (var a = 0; a < Architectures.Length; a++)
        {
            for (var f = 0; f < Activations.Length; f++)
            {
                for (var o = 0; o < Optimizers.Length; o++)
                {
                    var (output, loss) = Ends[(a + f + o) % Ends.Length];
                    if (output is Softmax && Architectures[a][^1] == 1)
                        (output, loss) = (Activation.Sigmoid, Loss.BinaryCrossEntropy);
                    cases.Add(new(Architectures[a], Activations[f], output, loss, Optimizers[o], BatchSize: null, Epochs: 100, Seed: a + 1, FromWeights: true));
                }
            }
        }
        await AssertAgreement(cases);
    }

    [Fact]
    public async Task From_a_seed_alone_weights_batches_dropout_and_penalties_are_the_engines() => await AssertAgreement(
    [
        new([2, 8, 8, 3], Activation.Tanh, Activation.Softmax, Loss.CategoricalCrossEntropy, new Adam(0.01), 16, 30, 1),
        new([2, 8, 2], Activation.ReLU, Activation.Softmax, Loss.CategoricalCrossEntropy, new Momentum(0.05), 7, 20, -5),
        new([1, 10, 1], Activation.GELU, Activation.Linear, Loss.MeanSquaredError, new RMSProp(), 1, 10, int.MaxValue),
        new([2, 6, 5, 3], Activation.ELU, Activation.Softmax, Loss.CategoricalCrossEntropy, new NAdam(), 32, 20, 3, L1: 0.001, L2: 0.01),
        new([2, 12, 12, 3], Activation.SiLU, Activation.Softmax, Loss.CategoricalCrossEntropy, new Adam(0.01), 16, 20, 2, Dropout: 0.3),
        new([2, 16, 1], Activation.Sigmoid, Activation.Sigmoid, Loss.BinaryCrossEntropy, new Nesterov(0.05), null, 20, 4, L2: 0.001, Dropout: 0.5),
    ]);

    static readonly (Activation, Loss)[] Ends =
    [
        (Activation.Softmax, Loss.CategoricalCrossEntropy), (Activation.Sigmoid, Loss.BinaryCrossEntropy), (Activation.Linear, Loss.MeanSquaredError),
        (Activation.Tanh, Loss.Huber), (Activation.Sigmoid, Loss.MeanSquaredError), (Activation.Linear, Loss.MeanAbsoluteError), (Activation.Linear, new Huber(0.5)),
    ];

    static async Task AssertAgreement(IReadOnlyList<Case> cases)
    {
        var runs = cases.Select(one => one.Run()).ToArray();
        var page = await Node.TrainAsync([.. runs.Select(run => run.Json)]);
        Assert.Equal(cases.Count, page.Count);
        var wrong = cases.Select((one, i) => (one, Difference: Difference(runs[i], page[i]!.AsObject()))).Where(pair => !(pair.Difference <= Tolerance)).ToArray();
        Assert.True(wrong.Length == 0, string.Join('\n', wrong.Take(20).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Difference:E2}: {pair.one}"))));
    }

    /// <summary>The largest difference of a weight, relative to the largest of its matrix, and of a loss of any epoch.</summary>
    static double Difference(EngineRun run, JsonObject page)
    {
        var layers = page["layers"]!.AsArray();
        var dense = run.Network.Layers.OfType<Dense<double>>().ToArray();
        var weights = dense.SelectMany((layer, l) => new[]
        {
            Relative([.. layer.Weights.Value.EnumerateRows().SelectMany(row => row)], [.. layers[l]!["W"]!.AsArray().SelectMany(row => row!.AsArray()).Select(Number)]),
            Relative([.. layer.Bias!.Value.Column(0)], [.. layers[l]!["b"]!.AsArray().Select(Number)]),
        });
        return weights.Append(Relative([.. run.Losses], [.. page["losses"]!.AsArray().Select(Number)])).Max();
    }

    static double Number(JsonNode? node) => (double)node!;

    static double Relative(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = expected.Max(Math.Abs);
        return expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max() / (scale == 0 ? 1 : scale);
    }

    sealed record EngineRun(Network<double> Network, IReadOnlyList<double> Losses, JsonObject Json);

    sealed record Case(
        int[] Sizes, Activation Hidden, Activation Output, Loss Loss, Optimizer Optimizer, int? BatchSize, int Epochs, int Seed, double L1 = 0, double L2 = 0,
        double Dropout = 0, bool FromWeights = false)
    {
        const int Samples = 45;

        public override string ToString() => $"{string.Join("-", Sizes)} {Hidden.Name} {Output.Name} {Loss.Name} {Optimizer}";

        public EngineRun Run()
        {
            var random = new RandomStream(Seed, RandomPurpose.Data);
            var X = Matrix<double>.Build.Dense(Sizes[0], Samples, (_, _) => 2 * random.NextDouble() - 1);
            var Y = Matrix<double>.Build.Dense(Sizes[^1], Samples, (i, j) => Output is Softmax ? (j % Sizes[^1] == i ? 1 : 0) : Output is Sigmoid ? (X[0, j] > 0.1 * i ? 1 : 0) : Math.Sin(3 * X[0, j]) + i);
            var network = Mlp.Create(Seed, Sizes, Hidden, Output, bias: FromWeights ? Initializer.Uniform(-0.5, 0.5) : null, dropout: Dropout);
            JsonObject json = new()
            {
                ["data"] = new JsonObject { ["X"] = Explored.Rows(X.Transpose()), ["Y"] = Explored.Rows(Y.Transpose()) },
                ["settings"] = new JsonObject
                {
                    ["optimizer"] = Explored.Setting(Optimizer), ["loss"] = Explored.Setting(Loss), ["batchSize"] = BatchSize, ["l1"] = L1, ["l2"] = L2, ["seed"] = Seed,
                },
                ["epochs"] = Epochs,
            };
            if (FromWeights)
                json["layers"] = Explored.Layers(network);
            else
                json["create"] = new JsonArray(Seed, new JsonArray([.. Sizes.Select(size => (JsonNode)size)]), Explored.Setting(Hidden), Explored.Setting(Output), Dropout);
            var result = new Trainer<double>(network)
            {
                Loss = Loss, Optimizer = Optimizer, Regularizer = new ElasticNet(L1, L2), BatchSize = BatchSize, Epochs = Epochs, Seed = Seed,
            }.Fit(X, Y);
            Assert.Null(result.Divergence);
            return new(network, result.History.Loss, json);
        }
    }
}
