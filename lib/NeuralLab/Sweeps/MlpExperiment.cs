namespace NeuralLab;

/// <summary>
/// The experiment that <c>neurallab train</c> runs once and <c>neurallab sweep</c> many times: a plain multilayer perceptron, every choice a
/// setting with a default. A part of the training data is set aside for validation; scalers are fitted on what is left; the test data
/// choose nothing.
/// </summary>
public static class MlpExperiment
{
    /// <summary>Every setting with its default: numbers and texts.</summary>
    /// <remarks>
    /// <c>activation</c> and <c>optimizer</c>: names of types of this library, such as <c>Tanh</c> and <c>Adam</c>. <c>hidden</c>: how many hidden
    /// layers, each of <c>width</c> neurons. <c>schedule</c>: <c>cosine</c> (to 0 over the epochs) or <c>constant</c>. <c>l1</c>, <c>l2</c>,
    /// <c>dropout</c>: strengths, 0 for none. <c>patience</c>: of early stopping, 0 for none. <c>validation</c>: the part of the training data
    /// that is set aside, in (0, 1). <c>wrongLabels</c>: the part of the training labels to spoil. <c>layers</c>: the width of each hidden
    /// layer, such as <c>512-256</c>, or <c>equal</c>, as <c>hidden</c> and <c>width</c> say. <c>scaling</c>: <c>standard</c> (mean 0 and
    /// standard deviation 1, of features and of targets of regression) or <c>none</c>. <c>labelSmoothing</c>: of cross-entropy, in [0, 1).
    /// <c>precision</c>: <c>double</c> or <c>float</c>.
    /// </remarks>
    public static HyperParameters Defaults { get; } = new(
        new("activation", "Tanh"), new("hidden", 2), new("width", 20), new("optimizer", "Adam"), new("learningRate", 0.01), new("schedule", "cosine"),
        new("batchSize", 32), new("epochs", 100), new("dropout", 0), new("l1", 0), new("l2", 0), new("patience", 0), new("validation", 0.2), new("wrongLabels", 0),
        new("layers", MlpRun.EqualLayers), new("scaling", "standard"), new("labelSmoothing", 0), new("precision", "double"));

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
    public static IReadOnlyDictionary<string, double> Run(DataSplit<double> data, HyperParameters settings, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(settings);
        return MlpRun.IsSingle(settings)
            ? new MlpRun<float>(data.To<float>(), settings, seed).Train(cancellation)
            : new MlpRun<double>(data, settings, seed).Train(cancellation);
    }
}
