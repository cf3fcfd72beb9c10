using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace NeuralLab.Charts;

public static partial class Explore
{
    const int MostRivals = 5;
    const int MostNeurons = 32;

    // What the page offers, with the library's own defaults.
    static readonly Activation[] Activations =
    [
        Activation.Tanh, Activation.Sigmoid, Activation.ReLU, Activation.LeakyReLU, Activation.ELU, Activation.GELU, Activation.SiLU,
        Activation.Softplus, Activation.Linear,
    ];

    static readonly Optimizer[] Optimizers =
    [
        new GradientDescent(), new Momentum(), new Nesterov(), new AdaGrad(), new RMSProp(), new AdaDelta(), new Adam(), new AdamW(),
        new AMSGrad(), new AdaMax(), new NAdam(),
    ];

    /// <summary>
    /// A network that learns in the page, step by step as <see cref="Trainer{T}"/> trains it, the same bits from the same seed: regions or
    /// curve, what each hidden neuron says, the losses, and every setting to change. Several optimizers race from the same start. The page
    /// gives the C# that trains exactly this, and the C# that shows this start.
    /// </summary>
    /// <param name="title">What it shows.</param>
    /// <param name="data">Training data of one or two features, at most 2,500 samples.</param>
    /// <param name="test">Data to watch the loss on, which choose nothing. Null (default): none.</param>
    /// <param name="hidden">Neurons of each hidden layer, at most six of at most 32. Null (default): one of 8.</param>
    /// <param name="activation">Of the hidden layers. Null (default): tanh.</param>
    /// <param name="output">Of the last layer: softmax, sigmoid, tanh or linear. Null (default): softmax for classes, else linear.</param>
    /// <param name="loss">Null (default): the cross-entropy that belongs to the output, else the mean squared error.</param>
    /// <param name="optimizers">The one that trains, or up to five that race. Null (default): Adam with its default rate, the trainer's own.</param>
    /// <param name="batchSize">Samples to an update; null: all. Default 32, the trainer's own.</param>
    /// <param name="l1">Strength of the L1 penalty, >= 0. Default 0.</param>
    /// <param name="l2">Strength of the L2 penalty, >= 0. Default 0.</param>
    /// <param name="dropout">Chance of a hidden output to be dropped, in [0, 1). Default 0.</param>
    /// <param name="seed">Of weights, batches and dropout. Default 0.</param>
    /// <param name="dataCode">What the C# in the page calls the training data; by itself the argument as it is written.</param>
    /// <param name="testCode">Likewise the test data.</param>
    /// <exception cref="ArgumentException">Data or settings do not fit one another or the page.</exception>
    public static Exploration Training(
        string title, DataSet<double> data, DataSet<double>? test = null, IReadOnlyList<int>? hidden = null, Activation? activation = null,
        Activation? output = null, Loss? loss = null, IReadOnlyList<Optimizer>? optimizers = null, int? batchSize = 32, double l1 = 0,
        double l2 = 0, double dropout = 0, int seed = 0,
        [CallerArgumentExpression(nameof(data))] string dataCode = "", [CallerArgumentExpression(nameof(test))] string testCode = "")
    {
        ArgumentNullException.ThrowIfNull(data);
        hidden ??= [8];
        if (hidden.Count > 6 || hidden.Any(size => size is < 1 or > MostNeurons))
            throw new ArgumentException($"Expected at most six hidden layers of 1 to {MostNeurons} neurons, got [{string.Join(", ", hidden)}].", nameof(hidden));
        output ??= data.ClassCount > 0 ? Activation.Softmax : Activation.Linear;
        loss ??= Explored.LossFor(output);
        activation ??= Activation.Tanh;
        optimizers ??= [new Adam()];
        if (Activations.All(offered => offered.GetType() != activation.GetType()))
            throw new ArgumentException($"Expected an activation of the library for hidden layers, got {activation.Name}.", nameof(activation));
        Explored.RequireOffered(loss);
        if (optimizers.Count is < 1 or > MostRivals || optimizers.Any(one => Optimizers.All(offered => offered.GetType() != one.GetType())))
            throw new ArgumentException($"Expected one to {MostRivals} optimizers of the library, got {string.Join(", ", optimizers)}.", nameof(optimizers));
        var shown = Explored.Data(data, data.TargetCount, nameof(data));
        if (test is not null && test.FeatureCount != data.FeatureCount)
            throw new ArgumentException($"Expected test data of {data.FeatureCount} features, as the training data have, got {test.FeatureCount}.", nameof(test));
        var shownTest = test is null ? null : Explored.Data(test, data.TargetCount, nameof(test));
        // The engine says, before a page is made, whether these settings can train: they are its own.
        var trial = new Trainer<double>(Mlp.Create(seed, [data.FeatureCount, .. hidden, data.TargetCount], activation, output, dropout: dropout))
        {
            Loss = loss,
            Optimizer = optimizers[0],
            Regularizer = new ElasticNet(l1, l2),
            BatchSize = batchSize is { } size ? Math.Min(size, data.SampleCount) : null,
            Epochs = 1,
        };
        trial.Fit(data);
        JsonObject settings = new()
        {
            ["hidden"] = new JsonArray([.. hidden.Select(size => (JsonNode)size)]),
            ["activation"] = Explored.Setting(activation),
            ["output"] = Explored.Setting(output),
            ["loss"] = Explored.Setting(loss),
            ["optimizers"] = All(optimizers),
            ["batchSize"] = batchSize,
            ["l1"] = l1,
            ["l2"] = l2,
            ["dropout"] = dropout,
            ["seed"] = seed,
        };
        var racing = optimizers.Count == 1 ? optimizers[0].GetType().Name : $"{string.Join(", ", optimizers.Select(one => one.GetType().Name))} side by side";
        var summary = $"A {string.Join("-", [data.FeatureCount, .. hidden, data.TargetCount])} network that learns {data.Name} in the page, with {racing}; every setting can be changed.";
        return new("training", title, summary, new()
        {
            ["data"] = shown,
            ["test"] = shownTest,
            ["dataCode"] = dataCode,
            ["testCode"] = testCode,
            ["settings"] = settings,
            ["activations"] = All(Activations),
            ["losses"] = All(Explored.Losses),
            ["optimizers"] = All(Optimizers),
        });
    }

    static JsonArray All(IEnumerable<object> settings) => [.. settings.Select(Explored.Setting)];
}
