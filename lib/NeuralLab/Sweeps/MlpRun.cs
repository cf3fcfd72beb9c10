using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace NeuralLab;

/// <summary>What a run of <see cref="MlpExperiment"/> reads from its settings whatever its numbers are.</summary>
static class MlpRun
{
    /// <summary>The value of <c>layers</c> that leaves the layers to <c>hidden</c> and <c>width</c>.</summary>
    public const string EqualLayers = "equal";

    /// <summary>A spec of a few bytes must not take all memory.</summary>
    const long MostParameters = 1L << 27;
    const int MostLayers = 1000;

    public static bool IsSingle(HyperParameters settings) => OneOf(settings, "precision", "double", "float") == "float";

    /// <summary>A text setting that has few values.</summary>
    public static string OneOf(HyperParameters settings, string name, params string[] values) => settings.Text(name) is var value && values.Contains(value)
        ? value
        : throw new FormatException($"There is no {name} '{value}': expected {string.Join(" or ", values)}.");

    /// <summary>Inputs, neurons of each hidden layer, outputs.</summary>
    public static int[] Sizes(HyperParameters settings, int inputs, int outputs)
    {
        int hidden = Check.AtLeast(0, settings.Whole("hidden"), "hidden"), width = Check.AtLeast(1, settings.Whole("width"), "width");
        var layers = settings.Text("layers");
        if (layers == EqualLayers && hidden > MostLayers) throw new ArgumentException(FormattableString.Invariant($"hidden must be at most {MostLayers}, but is {hidden}."));
        int[] sizes = [inputs, .. layers == EqualLayers ? Enumerable.Repeat(width, hidden) : layers.Split('-').Select(Width), outputs];
        if (sizes.Length > MostLayers + 2) throw new ArgumentException($"layers must be at most {MostLayers} widths, but are {sizes.Length - 2}.");
        if (sizes.Zip(sizes[1..]).Sum(pair => (double)pair.First * pair.Second) is var count && count > MostParameters)
            throw new ArgumentException(FormattableString.Invariant($"A network of {string.Join('-', sizes.Distinct())} neurons has {count:N0} weights; at most {MostParameters:N0} are trained here."));
        return sizes;

        int Width(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width > 0
            ? width
            : throw new FormatException($"layers must be {EqualLayers}, or the width of each hidden layer, such as 512-256, but is '{(layers.Length <= 40 ? layers : layers[..40] + "...")}'.");
    }

    /// <summary>A type of this library by its name.</summary>
    public static TSetting Named<TSetting>(string name)
        where TSetting : class => SettingsJson.Read<TSetting>(new JsonObject { ["type"] = name }.ToJsonString());
}

/// <summary>One run of <see cref="MlpExperiment"/> made ready: network, scaled data, trainer, and how the result is judged.</summary>
/// <typeparam name="T">float or double.</typeparam>
sealed class MlpRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly DataSplit<T> data, parts;
    readonly HyperParameters settings;
    readonly int seed, epochs, patience;
    readonly bool classify;
    readonly StandardScaler<T>? features, targets;

    /// <summary>Makes a run.</summary>
    /// <exception cref="ArgumentException">A setting is missing or has a value that cannot be.</exception>
    /// <exception cref="FormatException">A text is none of those that are known.</exception>
    public MlpRun(DataSplit<T> data, HyperParameters settings, int seed)
    {
        (this.data, this.settings, this.seed) = (data, settings, seed);
        classify = data.Training.Task == LearningTask.Classification;
        epochs = Check.AtLeast(1, settings.Whole("epochs"), "epochs");
        patience = Check.AtLeast(0, settings.Whole("patience"), "patience");
        var part = Check.Positive(Check.Fraction(settings.Number("validation"), "validation"), "validation");
        var wrong = Check.Fraction(settings.Number("wrongLabels"), "wrongLabels");
        if (wrong > 0 && !classify) throw new ArgumentException("wrongLabels needs classes, but the data are of regression.", nameof(settings));
        Network = Mlp.Create<T>(
            seed, MlpRun.Sizes(settings, data.Training.FeatureCount, data.Training.TargetCount), MlpRun.Named<Activation>(settings.Text("activation")),
            classify ? Activation.Softmax : Activation.Linear, dropout: settings.Number("dropout"));
        var all = wrong > 0 ? Noise.OnLabels(data.Training, wrong, seed) : data.Training;
        parts = Split.TrainingTest(all, part, seed, stratified: classify);
        if (MlpRun.OneOf(settings, "scaling", "standard", "none") == "standard")
        {
            features = new();
            features.Fit(parts.Training.X);
            targets = classify ? null : new();
            targets?.Fit(parts.Training.Y);
        }
        Training = Scaled(parts.Training);
        Validation = Scaled(parts.Test);
    }

    /// <summary>The network; its weights are those of the seed until it is trained.</summary>
    public Network<T> Network { get; }

    /// <summary>What it learns from, scaled.</summary>
    public DataSet<T> Training { get; }

    DataSet<T> Validation { get; }

    /// <summary>What trains the network on <see cref="Training"/>.</summary>
    /// <param name="observers">Who looks on, beside early stopping.</param>
    /// <param name="threads">Most threads of a step; 0: as many as the library takes.</param>
    /// <param name="cancellation">Ends training after a step.</param>
    public Trainer<T> Trainer(IEnumerable<TrainingObserver<T>> observers, int threads = 0, CancellationToken cancellation = default) => new(Network)
    {
        Loss = classify ? new CategoricalCrossEntropy { LabelSmoothing = settings.Number("labelSmoothing") } : Loss.MeanSquaredError,
        Optimizer = MlpRun.Named<Optimizer>(settings.Text("optimizer")) with { LearningRate = settings.Number("learningRate") },
        Schedule = MlpRun.OneOf(settings, "schedule", "cosine", "constant") == "cosine" ? new CosineSchedule(epochs) : Schedule.Constant,
        Regularizer = new ElasticNet(settings.Number("l1"), settings.Number("l2")),
        BatchSize = Math.Min(settings.Whole("batchSize"), Training.SampleCount),
        Epochs = epochs,
        Seed = seed,
        Validation = Validation,
        Observers = [.. patience > 0 ? [new EarlyStopping<T>(patience)] : Array.Empty<TrainingObserver<T>>(), .. observers],
        Cancellation = cancellation,
        Threads = threads == 0 ? Repeat.ThreadsOfOne : threads,
    };

    /// <summary>Trains and judges.</summary>
    public IReadOnlyDictionary<string, double> Train(CancellationToken cancellation)
    {
        var result = Trainer([], cancellation: cancellation).Fit(Training);
        cancellation.ThrowIfCancellationRequested();
        return Judge(result);
    }

    /// <summary>What <see cref="MlpExperiment.Run"/> gives.</summary>
    public IReadOnlyDictionary<string, double> Judge(TrainingResult<T> result)
    {
        double Score(DataSet<T> part)
        {
            if (result.Divergence is not null) return double.NaN;
            var X = features?.Transform(part.X) ?? part.X;
            if (classify) return ClassificationMetrics.MacroF1(part.Labels, Network.PredictClasses(X));
            var predicted = Network.Predict(X);
            return RegressionMetrics.MeanSquaredError(part.Y, targets?.Inverse(predicted) ?? predicted);
        }
        return new Dictionary<string, double>
        {
            ["training"] = Score(parts.Training),
            ["validation"] = Score(parts.Test),
            ["test"] = Score(data.Test),
            ["epochs"] = result.History.Epochs,
            ["parameters"] = Network.ParameterCount,
        };
    }

    DataSet<T> Scaled(DataSet<T> part)
    {
        var scaled = features is null ? part : part.WithFeatures(features.Transform(part.X));
        return targets is null ? scaled : scaled.WithTargets(targets.Transform(part.Y));
    }
}
