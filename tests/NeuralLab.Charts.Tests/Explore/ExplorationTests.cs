using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Charts.Tests;

/// <summary>What a figure that computes holds, and what it does not take.</summary>
public sealed class ExplorationTests
{
    static readonly DataSet<double> Rings = CourseData.Load("rings3-regular").Training;

    [Fact]
    public void Numbers_arrive_with_every_digit()
    {
        var network = Mlp.Create(5, [2, 4, 3], Activation.ELU, Activation.Softmax);
        var json = JsonNode.Parse(Explore.Network("Exact", network, Rings).ToJson())!;
        Assert.Equal(network.Parameters[0].Value[2, 1], (double)json["layers"]![0]!["W"]![2]![1]!);
        Assert.Equal(Rings.X[1, 77], (double)json["data"]!["X"]![77]![1]!);
    }

    [Theory]
    [InlineData("Network 1-3-1", 60_000)]
    [InlineData("Digit", 110_000)]
    [InlineData("Training", 110_000)]
    [InlineData("Backpropagation", 45_000)]
    public void A_saved_notebook_stays_small(string name, int most)
    {
        var length = ExploreGallery.All[name].ToHtml().Length;
        Assert.True(length <= most, $"{name} takes {length} characters of a saved notebook.");
    }

    [Fact]
    public void The_data_have_the_names_that_the_cell_gives_them()
    {
        var rings = CourseData.Load("rings3-regular");
        var json = JsonNode.Parse(Explore.Training("Names", rings.Training, rings.Test).ToJson())!;
        Assert.Equal(("rings.Training", "rings.Test"), ((string)json["dataCode"]!, (string)json["testCode"]!));
    }

    [Fact]
    public void The_defaults_are_the_trainers()
    {
        var json = JsonNode.Parse(Explore.Training("Defaults", Rings).ToJson())!;
        var trainer = new Trainer<double>(Mlp.Create(0, [2, 8, 3], Activation.Tanh, Activation.Softmax)) { Loss = Loss.CategoricalCrossEntropy };
        Assert.Equal(SettingsJson.Write(trainer.Optimizer), json["settings"]!["optimizers"]![0]!.ToJsonString());
        Assert.Equal(trainer.BatchSize, (int)json["settings"]!["batchSize"]!);
        Assert.Equal(trainer.Seed, (int)json["settings"]!["seed"]!);
        // Every optimizer, loss and activation that the page offers is as the library makes it.
        Assert.All(json["optimizers"]!.AsArray(), one => Assert.Equal(SettingsJson.Write(SettingsJson.Read<Optimizer>(new JsonObject { ["type"] = (string)one!["type"]! }.ToJsonString())), one.ToJsonString()));
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_what_was_expected()
    {
        var digits = Mlp.Create(1, [64, 10], Activation.Tanh, Activation.Softmax);
        Refused("64 inputs", () => Explore.Digit("d", Mlp.Create(1, [2, 10], Activation.Tanh, Activation.Softmax)));
        Refused("softmax", () => Explore.Digit("d", Mlp.Create(1, [64, 10], Activation.Tanh)));
        Refused("from 0 (white) to 1", () => Explore.Digit("d", digits, Digits.Load()));
        Refused("one or two features", () => Explore.Network("n", digits, Digits.Load()));
        Refused("2 inputs", () => Explore.Network("n", Mlp.Create(1, [1, 3], Activation.Tanh), Rings));
        Refused("2 targets", () => Explore.Network("n", Mlp.Create(1, [2, 2], Activation.Tanh), Rings));
        Refused("BinaryCrossEntropy", () => Explore.Network("n", Mlp.Create(1, [2, 3], Activation.Tanh), Rings, Loss.BinaryCrossEntropy));
        Refused("Expected dense layers", () => Explore.Network("n", new Network<double>(new Dense<double>(2, 3), new BatchNorm<double>(3)), Rings));
        Refused("at most 2500", () => Explore.Training("t", CourseData.Load("rings5-large").Training));
        Refused("one to 5 optimizers", () => Explore.Training("t", Rings, optimizers: []));
        Refused("at most six hidden", () => Explore.Training("t", Rings, hidden: [40]));
        Refused("default settings", () => Explore.Training("t", Rings, loss: new CategoricalCrossEntropy { LabelSmoothing = 0.1 }));
        Refused("activation of the library", () => Explore.Training("t", Rings, activation: Activation.Custom("mine", z => z, _ => 1)));
        Refused("does not fit a softmax output", () => Explore.Training("t", Rings, loss: Loss.MeanSquaredError));
        Refused("at most 30", () => Explore.Backpropagation("b", Mlp.Create(1, [2, 20, 1], Activation.Tanh), [1, 2], [1]));
        Refused("one number per input", () => Explore.Backpropagation("b", ExploreGallery.Small(), [1], [1]));
        Refused("an empty text", () => Explore.Backpropagation(" ", ExploreGallery.Small(), [1, 2], [1]));
    }

    static void Refused(string expected, Func<object> make)
    {
        Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(make).Message, StringComparison.Ordinal);
    }
}
