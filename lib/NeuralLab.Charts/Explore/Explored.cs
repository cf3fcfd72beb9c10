using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace NeuralLab.Charts;

/// <summary>Networks and data as the page's script takes them, with every digit that the numbers have.</summary>
static class Explored
{
    // What a page computes again and again while one drags, and what a saved notebook holds.
    const int MostSamples = 2500;

    /// <summary>The dense layers of a network, each with the dropout after it.</summary>
    /// <exception cref="ArgumentException">A layer is of another kind, or of the user's own making.</exception>
    public static JsonArray Layers<T>(Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        JsonArray layers = [];
        foreach (var layer in network.Layers)
        {
            if (layer is Dropout<T> dropout && layers.Count > 0)
            {
                layers[^1]!["dropout"] = dropout.Probability;
                continue;
            }
            if (layer is not Dense<T> dense || (dense.Activation is Softmax && layer != network.Layers[^1]))
                throw new ArgumentException($"Expected dense layers, with dropout between them and softmax at the output only, got {layer.Name}.", nameof(network));
            layers.Add(new JsonObject
            {
                ["activation"] = Setting(dense.Activation),
                ["W"] = Rows(dense.Weights.Value),
                ["b"] = dense.Bias is null ? null : Numbers(dense.Bias.Value.Column(0)),
            });
        }
        return layers;
    }

    /// <summary>Samples of one or two features, and their targets: as the network takes them, one-hot or a number for each class.</summary>
    /// <exception cref="ArgumentException">More than two features, or too many samples.</exception>
    public static JsonObject Data(DataSet<double> data, int outputs, string name)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        if (data.FeatureCount > 2)
            throw new ArgumentException($"Expected data of one or two features, which a page can draw, got {data.FeatureCount}.", name);
        if (data.SampleCount > MostSamples)
            throw new ArgumentException($"Expected at most {MostSamples} samples, which a page can compute while one looks, got {data.SampleCount}: take some with Select.", name);
        // As Trainer.Fit takes the labels of a network of one output.
        var isSingle = outputs == 1 && data.ClassCount == 2;
        if (!isSingle && data.TargetCount != outputs)
            throw new ArgumentException($"Expected data of {outputs} targets, one for each output of the network, got {data.TargetCount}.", name);
        return new()
        {
            ["name"] = data.Name,
            ["X"] = Rows(data.X.Transpose()),
            ["Y"] = isSingle ? new JsonArray([.. data.Labels.Select(label => (JsonNode)new JsonArray(label))]) : Rows(data.Y.Transpose()),
            ["classNames"] = data.ClassCount > 0 ? new JsonArray([.. data.TargetNames.Select(one => (JsonNode)one)]) : null,
            ["featureNames"] = new JsonArray([.. data.FeatureNames.Select(one => (JsonNode)one)]),
            ["targetNames"] = isSingle ? new JsonArray(data.TargetNames[1]) : new JsonArray([.. data.TargetNames.Select(one => (JsonNode)one)]),
        };
    }

    /// <summary>An activation, a loss or an optimizer: <c>{type, ...}</c>.</summary>
    public static JsonNode Setting(object setting) => JsonNode.Parse(SettingsJson.Write(setting))!;

    /// <summary>The losses that a page has.</summary>
    public static IReadOnlyList<Loss> Losses { get; } =
        [Loss.CategoricalCrossEntropy, Loss.BinaryCrossEntropy, Loss.MeanSquaredError, Loss.MeanAbsoluteError, Loss.Huber];

    /// <summary>Demands a loss that a page has: one of the library's, without class weights or smoothed labels.</summary>
    /// <exception cref="ArgumentException">It is another one.</exception>
    public static void RequireOffered(Loss loss)
    {
        if (!Losses.Contains(loss) && loss is not Huber)
            throw new ArgumentException($"Expected one of {string.Join(", ", Losses.Select(one => one.Name))} with its default settings, got {loss}.", nameof(loss));
    }

    /// <summary>The loss that belongs to an output.</summary>
    public static Loss LossFor(Activation output) => output switch
    {
        Softmax => Loss.CategoricalCrossEntropy,
        Sigmoid => Loss.BinaryCrossEntropy,
        _ => Loss.MeanSquaredError,
    };

    /// <summary>One array for each row of a matrix.</summary>
    public static JsonArray Rows<T>(MathNet.Numerics.LinearAlgebra.Matrix<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. matrix.EnumerateRows().Select(row => (JsonNode)Numbers(row))];

    /// <summary>Numbers by the shortest decimals that mean them, which a float has fewer of than a double.</summary>
    public static JsonArray Numbers<T>(IEnumerable<T> numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. numbers.Select(number =>
            (JsonNode)JsonValue.Create(double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)))];
}
