using System.Reflection;

namespace NeuralLab.Tests.Contract;

/// <summary>No component escapes the contract: every class of the engine of these kinds has an entry, or a reason not to.</summary>
public class CompletenessTests
{
    /// <summary>Classes that the suite leaves out, and why.</summary>
    static readonly Dictionary<string, string> Exceptions = new()
    {
        ["TrainingJobObserver`1"] = "belongs to one job, whose runs it continues: TrainingJobTests",
    };

    static readonly Dictionary<Type, IEnumerable<string>> Entries = new()
    {
        [typeof(Activation)] = Components.Activations.Select(item => item.GetType().Name),
        [typeof(Loss)] = Components.Losses.Select(item => item.GetType().Name),
        [typeof(Optimizer)] = Components.Optimizers.Select(item => item.GetType().Name),
        [typeof(Schedule)] = Components.Schedules.Select(item => item.GetType().Name),
        [typeof(Initializer)] = Components.Initializers.Select(item => item.GetType().Name),
        [typeof(Regularizer)] = Components.Regularizers.Select(item => item.GetType().Name),
        [typeof(Layer<>)] = Components.Layers<double>().Keys,
        [typeof(TrainingObserver<>)] = Components.Observers<double>().Keys,
    };

    public static TheoryData<string> Kinds => [.. Entries.Keys.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryClassHasAnEntry(string kind)
    {
        var type = Entries.Keys.Single(entry => entry.Name == kind);
        string[] found = [.. Components.ClassesOf(type).Select(item => item.Name).Except(Exceptions.Keys)];
        Assert.NotEmpty(found);
        Assert.True(found.Except(Entries[type]).ToArray() is [], $"no entry in {nameof(Components)} for: {string.Join(", ", found.Except(Entries[type]))}");
    }

    [Fact]
    public void EveryMetricIsInTheList()
    {
        var metrics = typeof(Metrics<double>).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(Metric<double>)).Select(property => (Metric<double>)property.GetValue(null)!);
        Assert.Equal(metrics.Select(metric => metric.Name).Order(), Metrics<double>.All.Select(metric => metric.Name).Order());
    }

    /// <summary>A kind of component that is new must come into this suite: every public abstract class is one, or is listed with its reason.</summary>
    [Fact]
    public void EveryAbstractKindIsCovered()
    {
        Dictionary<string, string> known = new()
        {
            ["CustomLayer`1"] = "base of the user's layers; Stretch stands for them",
            ["CustomOptimizer"] = "base of the user's optimizers; BoundedMomentum stands for them",
            ["FeatureTransform`1"] = "FeatureTransformTests finds all of them and is their contract",
            ["FeatureScaler`1"] = "a FeatureTransform",
            ["AdaptiveMoments"] = "between Optimizer and Adam and its kin",
            ["MatrixRecorder`1"] = "between TrainingObserver and the recorders",
        };
        var missing = typeof(Activation).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: false, IsInterface: false } && !Entries.ContainsKey(type) && !known.ContainsKey(type.Name));
        Assert.Empty(missing);
    }
}
