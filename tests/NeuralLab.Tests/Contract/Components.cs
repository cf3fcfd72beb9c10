using System.Numerics;
using System.Reflection;

namespace NeuralLab.Tests;

/// <summary>
/// Every component of the engine with settings that are not its defaults. The contract suite finds the classes by reflection and fails
/// for one that is not here, so a new class is tested as soon as it exists.
/// </summary>
static class Components
{
    public static readonly Activation[] Activations =
    [
        new Linear(), new Sigmoid(), new Tanh(), new ReLU(), new LeakyReLU(0.2), new ELU(0.7), new GELU(), new SiLU(), new Softplus(), new Softmax(), Own.Activation,
    ];

    public static readonly Loss[] Losses =
    [
        new MeanSquaredError(), new MeanAbsoluteError(), new Huber(0.4), new BinaryCrossEntropy(), new CategoricalCrossEntropy(),
        new CategoricalCrossEntropy { LabelSmoothing = 0.1 }, new CategoricalCrossEntropy { ClassWeights = [0.5, 2, 1] },
    ];

    public static readonly Optimizer[] Optimizers =
    [
        new GradientDescent(0.05) { WeightDecay = 0.01 }, new Momentum(0.02) { Coefficient = 0.8 }, new Nesterov(0.02) { Coefficient = 0.7 },
        new AdaGrad(0.05), new RMSProp(0.01) { Rho = 0.9, Momentum = 0.5 }, new AdaDelta(0.9) { Rho = 0.8 }, new Adam(0.02) { Beta1 = 0.8 },
        new AMSGrad(0.02) { Beta2 = 0.9 }, new AdamW(0.02) { WeightDecay = 0.1 }, new NAdam(0.02) { MomentumDecay = 0.01 }, new AdaMax(0.02),
        new BoundedMomentum(),
    ];

    public static readonly Schedule[] Schedules =
    [
        new ConstantSchedule(), new StepSchedule(2, 0.5), new ExponentialSchedule(0.9) { Unit = ScheduleUnit.Step }, new InverseTimeSchedule(0.2),
        new CosineSchedule(7, 0.001), new OneCycleSchedule(0.05, 40, 0.4), new ReduceOnPlateauSchedule(0.5, 0, 0.5, 1e-4),
        new WarmUpSchedule(2, new ReduceOnPlateauSchedule(0.5, 0, 0.5)),
    ];

    public static readonly Initializer[] Initializers =
    [
        new ConstantInitializer(0.3), new UniformInitializer(-0.2, 0.7), new NormalInitializer(0.1, 0.5), new ScaledInitializer(FanMode.Inputs, 2, true),
        new ScaledInitializer(FanMode.Average, 1, false), new OrthogonalInitializer(0.5),
    ];

    public static readonly Regularizer[] Regularizers = [new ElasticNet(0.01, 0), new ElasticNet(0, 0.02), new ElasticNet(0.01, 0.02) { Biases = true }];

    /// <summary>Layers of a number of inputs and as many outputs.</summary>
    public static IReadOnlyDictionary<string, Func<int, Layer<T>>> Layers<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new Dictionary<string, Func<int, Layer<T>>>
        {
            ["Dense`1"] = size => new Dense<T>(size, size, Activation.Tanh, Initializer.Normal(0, 0.5), Initializer.Constant(0.1)) { Regularizer = Regularizer.L2(0.1) },
            ["Dense`1 without bias"] = size => new Dense<T>(size, size, new ELU(0.5), hasBias: false),
            ["ActivationLayer`1"] = size => new ActivationLayer<T>(size, Activation.Softplus),
            ["Dropout`1"] = size => new Dropout<T>(size, 0.3),
            ["BatchNorm`1"] = size => new BatchNorm<T>(size, 0.2, 1e-4),
            ["Stretch`1"] = size => new Stretch<T>(size),
        };

    /// <summary>Observers, each for a run of its own; a folder for those that write.</summary>
    public static IReadOnlyDictionary<string, Func<TemporaryFolder, TrainingObserver<T>>> Observers<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new Dictionary<string, Func<TemporaryFolder, TrainingObserver<T>>>
        {
            ["Checkpoint`1"] = folder => new Checkpoint<T>(folder.File("run"), 2),
            ["EarlyStopping`1"] = _ => new EarlyStopping<T>(100, 0.001, restoreBest: false),
            ["GradientFlowRecorder`1"] = _ => new GradientFlowRecorder<T>(),
            ["PredictionRecorder`1"] = _ => new PredictionRecorder<T>(Samples.Normal<T>(2, 5), 2, 3),
            ["ProgressLines`1"] = _ => new ProgressLines<T>(3, TextWriter.Null),
            ["StepPredictionRecorder`1"] = _ => new StepPredictionRecorder<T>(Samples.Normal<T>(2, 5), 2, 5),
            ["StopAt`1"] = _ => StopAt<T>.Loss(-1),
            ["WeightRecorder`1"] = _ => new WeightRecorder<T>(network => network.Parameters[0], 2, 3),
        };

    /// <summary>Names of the settings, for theories.</summary>
    public static TheoryData<int> Indices(int count) => [.. Enumerable.Range(0, count)];

    /// <summary>The engine's classes of a kind that can be made.</summary>
    public static IEnumerable<Type> ClassesOf(Type kind) => kind.Assembly.GetTypes().Where(type => !type.IsAbstract && Bases(type).Any(
        ancestor => ancestor == kind || (ancestor.IsGenericType && ancestor.GetGenericTypeDefinition() == kind)));

    static IEnumerable<Type> Bases(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType) yield return ancestor;
    }
}
