using System.Text.Json.Nodes;

namespace NeuralLab;

/// <summary>
/// The experiment that <c>neurallab sweep</c> runs: a plain multilayer perceptron, every choice a setting with a default. A part of the
/// training data is set aside for validation; scalers are fitted on what is left; the test data choose nothing.
/// </summary>
public static class MlpExperiment
{
    /// <summary>Every setting with its default: numbers and texts.</summary>
    /// <remarks>
    /// <c>activation</c> and <c>optimizer</c>: names of types of this library, such as <c>Tanh</c> and <c>Adam</c>. <c>hidden</c>: how many hidden
    /// layers, each of <c>width</c> neurons. <c>schedule</c>: <c>cosine</c> (to 0 over the epochs) or <c>constant</c>. <c>l1</c>, <c>l2</c>,
    /// <c>dropout</c>: strengths, 0 for none. <c>patience</c>: of early stopping, 0 for none. <c>validation</c>: the part of the training data
    /// that is set aside, in (0, 1). <c>wrongLabels</c>: the part of the training labels to spoil.
    /// </remarks>
    public static Settings Defaults { get; } = new(
        new("activation", "Tanh"), new("hidden", 2), new("width", 20), new("optimizer", "Adam"), new("learningRate", 0.01), new("schedule", "cosine"),
        new("batchSize", 32), new("epochs", 100), new("dropout", 0), new("l1", 0), new("l2", 0), new("patience", 0), new("validation", 0.2), new("wrongLabels", 0));

    /// <summary>Trains once.</summary>
    /// <param name="data">Training and test data, of regression or classification.</param>
    /// <param name="settings">All of <see cref="Defaults"/>'s names, with values of their kinds.</param>
    /// <param name="seed">Weights, batches, dropout, validation part and spoiled labels.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>
    /// <c>training</c>, <c>validation</c> and <c>test</c> (mean squared error in the units of the data, or macro F1; NaN where training
    /// diverged), <c>epochs</c> that were done, and <c>parameters</c>.
    /// </returns>
    /// <exception cref="ArgumentException">A setting is missing or has a value that cannot be.</exception>
    /// <exception cref="FormatException">There is no such activation, optimizer or schedule.</exception>
    public static IReadOnlyDictionary<string, double> Run(DataSplit<double> data, Settings settings, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(settings);
        var (hidden, width) = (Check.AtLeast(0, settings.Whole("hidden"), "hidden"), Check.AtLeast(1, settings.Whole("width"), "width"));
        var patience = Check.AtLeast(0, settings.Whole("patience"), "patience");
        var part = Check.Positive(Check.Fraction(settings.Number("validation"), "validation"), "validation");
        var wrong = Check.Fraction(settings.Number("wrongLabels"), "wrongLabels");
        var classify = data.Training.Task == LearningTask.Classification;
        if (wrong > 0 && !classify) throw new ArgumentException("wrongLabels needs classes, but the data are of regression.", nameof(settings));
        var all = wrong > 0 ? Noise.OnLabels(data.Training, wrong, seed) : data.Training;
        var (training, validation) = Split.TrainingTest(all, part, seed, stratified: classify);
        StandardScaler<double> features = new(), targets = new();
        features.Fit(training.X);
        if (!classify) targets.Fit(training.Y);
        DataSet<double> Scaled(DataSet<double> part) => classify
            ? part.WithFeatures(features.Transform(part.X))
            : part.WithFeatures(features.Transform(part.X)).WithTargets(targets.Transform(part.Y));

        var epochs = Check.AtLeast(1, settings.Whole("epochs"), "epochs");
        var network = Mlp.Create(
            seed, [training.FeatureCount, .. Enumerable.Repeat(width, hidden), training.TargetCount],
            Named<Activation>(settings.Text("activation")), classify ? Activation.Softmax : Activation.Linear, dropout: settings.Number("dropout"));
        var result = new Trainer<double>(network)
        {
            Loss = classify ? Loss.CategoricalCrossEntropy : Loss.MeanSquaredError,
            Optimizer = Named<Optimizer>(settings.Text("optimizer")) with { LearningRate = settings.Number("learningRate") },
            Schedule = settings.Text("schedule") switch
            {
                "cosine" => new CosineSchedule(epochs),
                "constant" => Schedule.Constant,
                var other => throw new FormatException($"There is no schedule '{other}': expected cosine or constant."),
            },
            Regularizer = new ElasticNet(settings.Number("l1"), settings.Number("l2")),
            BatchSize = Math.Min(settings.Whole("batchSize"), training.SampleCount),
            Epochs = epochs,
            Seed = seed,
            Validation = Scaled(validation),
            Observers = patience > 0 ? [new EarlyStopping<double>(patience)] : [],
            Cancellation = cancellation,
        }.Fit(Scaled(training));
        cancellation.ThrowIfCancellationRequested();

        double Score(DataSet<double> part)
        {
            if (result.Divergence is not null) return double.NaN;
            var X = features.Transform(part.X);
            return classify
                ? ClassificationMetrics.MacroF1(part.Labels, network.PredictClasses(X))
                : RegressionMetrics.MeanSquaredError(part.Y, targets.Inverse(network.Predict(X)));
        }
        return new Dictionary<string, double>
        {
            ["training"] = Score(training),
            ["validation"] = Score(validation),
            ["test"] = Score(data.Test),
            ["epochs"] = result.History.Epochs,
            ["parameters"] = network.ParameterCount,
        };
    }

    static TSetting Named<TSetting>(string name)
        where TSetting : class => SettingsJson.Read<TSetting>(new JsonObject { ["type"] = name }.ToJsonString());
}
