namespace NeuralLab;

/// <summary>What a training run recorded after each epoch. Entry i belongs to epoch i + 1.</summary>
public sealed class History
{
    readonly List<double> loss = [], validationLoss = [], learningRate = [], seconds = [];
    readonly List<long> steps = [];
    readonly Dictionary<string, List<double>> metrics = [];

    /// <summary>How many epochs were done.</summary>
    public int Epochs => loss.Count;

    /// <summary>Mean training loss over the epoch's batches, each taken before its update, without penalties.</summary>
    public IReadOnlyList<double> Loss => loss;

    /// <summary>Loss on the validation data after the epoch, at inference; empty without validation data.</summary>
    public IReadOnlyList<double> ValidationLoss => validationLoss;

    /// <summary>Learning rate of the epoch's last step.</summary>
    public IReadOnlyList<double> LearningRate => learningRate;

    /// <summary>Updates of the weights since the beginning.</summary>
    public IReadOnlyList<long> Steps => steps;

    /// <summary>Seconds of training since the beginning, validation and observers left out.</summary>
    public IReadOnlyList<double> Seconds => seconds;

    /// <summary>Further numbers by name, see <see cref="Trainer{T}.Metrics"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Metrics =>
        metrics.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<double>)pair.Value);

    internal void Add(double loss, double? validationLoss, double learningRate, long steps, double seconds)
    {
        this.loss.Add(loss);
        if (validationLoss is { } value) this.validationLoss.Add(value);
        this.learningRate.Add(learningRate);
        this.steps.Add(steps);
        this.seconds.Add(seconds);
    }

    internal void Add(string metric, double value)
    {
        if (!metrics.TryGetValue(metric, out var values)) metrics[metric] = values = [];
        values.Add(value);
    }

    internal void Save(TensorSection section)
    {
        section.Add("loss", loss);
        section.Add("validation loss", validationLoss);
        section.Add("learning rate", learningRate);
        section.Add("steps", [.. steps.Select(step => (double)step)]);
        section.Add("seconds", seconds);
        foreach (var (name, values) in metrics) section.Section("metrics").Add(name, values);
    }

    internal void Load(TensorSection section, int epochs, bool hasValidation, IEnumerable<string> names)
    {
        loss.AddRange(section.Numbers("loss", epochs));
        validationLoss.AddRange(section.Numbers("validation loss", hasValidation ? epochs : 0));
        learningRate.AddRange(section.Numbers("learning rate", epochs));
        steps.AddRange(section.Numbers("steps", epochs).Select(step => (long)step));
        seconds.AddRange(section.Numbers("seconds", epochs));
        foreach (var name in names) metrics[name] = [.. section.Section("metrics").Numbers(name, epochs)];
    }

    internal double Latest(string metric) => metrics[metric][^1];
}
