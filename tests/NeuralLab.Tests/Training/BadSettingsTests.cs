using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Training;

/// <summary>Bad settings and bad data: a typed error that names the argument, what was expected and what came; the network is unchanged.</summary>
public class BadSettingsTests
{
    static readonly Matrix<double> X = Samples.Normal<double>(2, 10), Y = Samples.Normal<double>(1, 10, 2);
    static readonly Matrix<double> Classes = Samples.OneHotColumns<double>(3, 10);

    static Network<double> Net(int outputs = 1, Activation? output = null) => Mlp.Create(1, [2, 3, outputs], Activation.Tanh, output);

    static Trainer<double> Regression(Network<double>? network = null) => new(network ?? Net()) { Loss = Loss.MeanSquaredError };

    static Matrix<double> With(Matrix<double> matrix, double value)
    {
        var changed = matrix.Clone();
        changed[0, 4] = value;
        return changed;
    }

    /// <summary>What is done, the argument that the error names, and parts of its message.</summary>
    static readonly Dictionary<string, (Action Do, string Argument, string[] Says)> Table = new()
    {
        ["rate 0"] = (() => _ = new Adam(0), "learningRate", ["> 0", "is 0"]),
        ["rate negative"] = (() => _ = new GradientDescent(-0.1), "learningRate", ["> 0", "is -0.1"]),
        ["rate NaN"] = (() => _ = new Momentum(double.NaN), "learningRate", ["finite", "NaN"]),
        ["rate infinite"] = (() => _ = new RMSProp(double.PositiveInfinity), "learningRate", ["finite", "Infinity"]),
        ["rate by initialiser"] = (() => _ = new Adam { LearningRate = -1 }, "LearningRate", ["> 0", "is -1"]),
        ["momentum 1"] = (() => _ = new Momentum { Coefficient = 1 }, "Coefficient", ["[0, 1)", "is 1"]),
        ["nesterov momentum above 1"] = (() => _ = new Nesterov { Coefficient = 1.5 }, "Coefficient", ["[0, 1)", "is 1.5"]),
        ["rho 1"] = (() => _ = new RMSProp { Rho = 1 }, "Rho", ["[0, 1)", "is 1"]),
        ["rho negative"] = (() => _ = new AdaDelta { Rho = -0.1 }, "Rho", ["[0, 1)", "is -0.1"]),
        ["beta NaN"] = (() => _ = new Adam { Beta1 = double.NaN }, "Beta1", ["[0, 1)", "NaN"]),
        ["epsilon negative"] = (() => _ = new Adam { Epsilon = -1 }, "Epsilon", [">= 0", "is -1"]),
        ["weight decay negative"] = (() => _ = new AdamW { WeightDecay = -1 }, "WeightDecay", [">= 0", "is -1"]),
        ["own optimizer with four states"] = (() => _ = new Greedy(), "stateCount", ["at most 3", "is 4"]),
        ["dropout 1"] = (() => _ = new Dropout<double>(3, 1), "probability", ["[0, 1)", "is 1"]),
        ["dropout 1.01"] = (() => _ = new Dropout<double>(3, 1.01), "probability", ["[0, 1)", "is 1.01"]),
        ["dropout NaN"] = (() => _ = new Dropout<double>(3, double.NaN), "probability", ["[0, 1)", "NaN"]),
        ["batch 0"] = (() => _ = new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, BatchSize = 0 }, "BatchSize", [">= 1", "is 0"]),
        ["batch too large"] = (() => new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, BatchSize = 11 }.Fit(X, Y), "BatchSize", ["at most", "10", "is 11"]),
        ["epochs 0"] = (() => _ = new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, Epochs = 0 }, "Epochs", [">= 1", "is 0"]),
        ["threads 0"] = (() => _ = new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, Threads = 0 }, "Threads", [">= 1", "is 0"]),
        ["no time"] = (() => _ = new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, TimeLimit = TimeSpan.Zero }, "TimeLimit", ["longer"]),
        ["validation fraction 1"] = (() => _ = new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, ValidationFraction = 1 }, "ValidationFraction", ["[0, 1)", "is 1"]),
        ["patience 0"] = (() => _ = new EarlyStopping<double>(0), "patience", [">= 1", "is 0"]),
        ["minimum change negative"] = (() => _ = new EarlyStopping<double>(1, -1), "minimumChange", [">= 0", "is -1"]),
        ["checkpoint every 0 epochs"] = (() => _ = new Checkpoint<double>("x", 0), "everyEpochs", [">= 1", "is 0"]),
        ["l2 negative"] = (() => Regularizer.L2(-1), "l2Strength", [">= 0", "is -1"]),
        ["clipping at 0"] = (() => GradientClipping.ByValue(0), "limit", ["> 0", "is 0"]),
        ["max-norm NaN"] = (() => _ = new MaxNorm(double.NaN), "limit", ["finite", "NaN"]),
        ["huber 0"] = (() => _ = new Huber(0), "delta", ["> 0", "is 0"]),
        ["smoothing 1"] = (() => _ = new CategoricalCrossEntropy { LabelSmoothing = 1 }, "LabelSmoothing", ["[0, 1)", "is 1"]),
        ["class weight 0"] = (() => _ = new CategoricalCrossEntropy { ClassWeights = [1, 0] }, "ClassWeights", ["> 0", "is 0"]),
        ["plateau factor 1"] = (() => _ = new ReduceOnPlateauSchedule(1), "factor", ["(0, 1)", "is 1"]),
        ["step schedule every 0"] = (() => _ = new StepSchedule(0), "every", [">= 1", "is 0"]),
        ["uniform upside down"] = (() => Initializer.Uniform(1, 0), "high", [">= low, 1", "is 0"]),
        ["width 0"] = (() => _ = new Dense<double>(2, 0), "outputs", [">= 1", "is 0"]),
        ["no layers"] = (() => _ = new Network<double>(), "layers", ["at least one"]),
        ["sizes of one number"] = (() => Mlp.Create(1, [3], Activation.Tanh), "sizes", ["two", "[3]"]),
        ["too large a layer"] = (() => _ = new Dense<double>(100_000, 100_000), "rows", ["100000 x 100000"]),
        ["layers that do not fit"] = (() => _ = new Network<double>(new Dense<double>(2, 3), new Dense<double>(4, 1)), "layers", ["Layer 2 takes 4", "layer 1 gives 3"]),
        ["a layer twice"] = (() => Twice(new Dense<double>(2, 2)), "layers", ["Layer 2 is already part"]),
        ["two parameters of one name"] = (() => _ = new TwoNames(), "parameters", ["named w"]),
        ["softmax with MSE"] = (() => Regression(Net(3, Activation.Softmax)).Fit(X, Classes), "loss", ["MeanSquaredError", "softmax"]),
        ["cross-entropy without softmax"] = (() => new Trainer<double>(Net(3)) { Loss = Loss.CategoricalCrossEntropy }.Fit(X, Classes), "loss", ["Softmax output", "Linear"]),
        ["binary cross-entropy without sigmoid"] = (() => new Trainer<double>(Net()) { Loss = Loss.BinaryCrossEntropy }.Fit(X, Y), "loss", ["Sigmoid output", "Linear"]),
        ["targets that are not one-hot"] = (() => new Trainer<double>(Net(3, Activation.Softmax)) { Loss = Loss.CategoricalCrossEntropy }.Fit(X, With(Classes, 0.5)), "target", ["one-hot", "sample 4", "0.5"]),
        ["targets beyond [0, 1]"] = (() => new Trainer<double>(Net(1, Activation.Sigmoid)) { Loss = Loss.BinaryCrossEntropy }.Fit(X, With(Classes.SubMatrix(0, 1, 0, 10), 2)), "target", ["[0, 1]", "sample 4", "has 2"]),
        ["one output with cross-entropy"] = (() => new Trainer<double>(Net(1, Activation.Softmax)) { Loss = Loss.CategoricalCrossEntropy }.Fit(X, Y), "target", ["two outputs"]),
        ["class weights of another number"] = (() => new Trainer<double>(Net(3, Activation.Softmax)) { Loss = new CategoricalCrossEntropy { ClassWeights = [1, 2] } }.Fit(X, Classes), "ClassWeights", ["2", "3 classes"]),
        ["no validation where one is needed"] = (() => new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, Observers = [StopAt<double>.ValidationLoss(1)] }.Fit(X, Y), "Observers", ["validation data"]),
        ["a metric that is not recorded"] = (() => new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, Observers = [StopAt<double>.Metric(Metrics<double>.R2, 1)] }.Fit(X, Y), "Observers", ["R2"]),
        ["two metrics of one name"] = (() => new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, Metrics = [Metrics<double>.R2, Metrics<double>.R2] }.Fit(X, Y), "Metrics", ["differ", "R2"]),
        ["two kinds of validation"] = (() => new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, ValidationFraction = 0.5, Validation = new("v", X, Y) }.Fit(X, Y), "Validation", ["not both"]),
        ["validation of another width"] = (() => new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, Validation = new("v", Classes, Y) }.Fit(X, Y), "X", ["2 rows", "3 x 10"]),
        ["batch normalisation of one sample"] = (() => new Trainer<double>(new(new Dense<double>(2, 3), new BatchNorm<double>(3), new Dense<double>(3, 1))) { Loss = Loss.MeanSquaredError, BatchSize = 3 }.Fit(X, Y), "BatchSize", ["at least 2", "end with 1"]),
        ["sample weights too few"] = (() => new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, SampleWeights = [1] }.Fit(X, Y), "SampleWeights", ["1 numbers", "10"]),
        ["sample weights negative"] = (() => new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, SampleWeights = [.. Enumerable.Repeat(-1.0, 10)] }.Fit(X, Y), "SampleWeights", [">= 0"]),
        ["sample weights too large"] = (() => new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, SampleWeights = [.. Enumerable.Repeat(1e308, 10)] }.Fit(X, Y), "SampleWeights", ["sum"]),
        ["sample weights all 0"] = (() => new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, SampleWeights = new double[10] }.Fit(X, Y), "SampleWeights", ["not all 0"]),
        ["null loss"] = (() => _ = new Trainer<double>(Net()) { Loss = null! }, "Loss", []),
        ["null optimizer"] = (() => _ = new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, Optimizer = null! }, "Optimizer", []),
        ["null observer"] = (() => _ = new Trainer<double>(Net()) { Loss = Loss.MeanSquaredError, Observers = [null!] }, "Observers", ["not hold null"]),
        ["null network"] = (() => _ = new Trainer<double>(null!) { Loss = Loss.MeanSquaredError }, "network", []),
        ["null X"] = (() => Regression().Fit(null!, Y), "X", []),
        ["null Y"] = (() => Regression().Fit(X, (Matrix<double>)null!), "Y", []),
        ["no samples"] = (() => Regression().Fit(Matrix<double>.Build.Dense(2, 0), Y), "X", ["at least one", "2 x 0"]),
        ["another width"] = (() => Regression().Fit(Classes, Y), "X", ["2 rows", "3 x 10"]),
        ["another number of samples"] = (() => Regression().Fit(X, Y.SubMatrix(0, 1, 0, 9)), "Y", ["10 samples", "9"]),
        ["another number of targets"] = (() => Regression().Fit(X, Classes), "Y", ["1 rows", "3 x 10"]),
        ["predicting another width"] = (() => Net().Predict(Y), "X", ["2 rows", "1 x 10"]),
        ["predicting nothing"] = (() => Net().Predict(Matrix<double>.Build.Dense(2, 0)), "X", ["2 x 0"]),
        ["weights by hand of another shape"] = (() => new Dense<double>(2, 3).Set(new double[2, 2], new double[3]), "values", ["3 x 2", "2 x 2"]),
        ["too few biases"] = (() => _ = new Dense<double>(new double[3, 2], new double[2]), "b", ["3 numbers", "has 2"]),
        ["a pass of another network"] = (() => Net().Backward(Net().Forward(X), Y, Loss.MeanSquaredError), "pass", ["another network"]),
        ["rates upside down"] = (() => LearningRateFinder.Run(Regression(), X, Y, 1, 0.1), "largest", ["> smallest"]),
        ["no tries"] = (() => _ = new RandomWeightSearch<double>(Net()) { Loss = Loss.MeanSquaredError, Tries = 0 }, "Tries", [">= 1", "is 0"]),
        ["a step of no size"] = (() => _ = new RandomWeightSearch<double>(Net()) { Loss = Loss.MeanSquaredError, StepSize = 0 }, "StepSize", ["> 0", "is 0"]),
    };

    static readonly Dictionary<string, (Action Act, string Says)> NotFinite = new()
    {
        ["NaN among X"] = (() => Regression().Fit(With(X, double.NaN), Y), "X: row 0, column 4 (counted from 0) is NaN; it must be a finite number"),
        ["infinity among X"] = (() => Regression().Fit(With(X, double.NegativeInfinity), Y), "X: row 0, column 4 (counted from 0) is -Infinity"),
        ["NaN among Y"] = (() => Regression().Fit(X, With(Y, double.NaN)), "Y: row 0, column 4 (counted from 0) is NaN"),
        ["predicting NaN"] = (() => Net().Predict(With(X, double.NaN)), "X: row 0, column 4 (counted from 0) is NaN"),
        ["a weight that is NaN"] = (() => _ = new Dense<double>(new[,] { { double.NaN } }, [0]), "W: row 0, column 0 (counted from 0) is NaN"),
    };

    public static TheoryData<string> Cases => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheErrorNamesArgumentExpectationAndValue(string name)
    {
        var (act, argument, says) = Table[name];
        var error = Assert.ThrowsAny<ArgumentException>(act);
        Assert.Equal(argument, error.ParamName);
        Assert.All(says, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void ALabelThatIsNoClassIsNamed()
    {
        var error = Assert.Throws<DataException>(() => new Trainer<double>(Net(3, Activation.Softmax)) { Loss = Loss.CategoricalCrossEntropy }.Fit(X, [0, 1, 2, 0, 7, 0, 0, 0, 0, 0]));
        Assert.Contains("sample 4 is 7", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Numbers => [.. NotFinite.Keys];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void ANumberThatIsNotFiniteIsNamed(string name)
    {
        var (act, says) = NotFinite[name];
        Assert.Contains(says, Assert.Throws<DataException>(act).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFitThatIsRefusedChangesNoWeight()
    {
        var network = Net();
        var before = Samples.Weights(network);
        Assert.Throws<DataException>(() => Regression(network).Fit(X, With(Y, double.NaN)));
        Assert.ThrowsAny<ArgumentException>(() => new Trainer<double>(network) { Loss = Loss.MeanSquaredError, BatchSize = 11 }.Fit(X, Y));
        Assert.Equal(before, Samples.Weights(network));
    }

    [Fact]
    public void NumbersInMessagesAreTheSameInEveryCulture()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new("de-DE");
            Assert.Contains("is -0.5", Assert.ThrowsAny<ArgumentException>(() => new Adam(-0.5)).Message, StringComparison.Ordinal);
            Assert.Contains("is 0.5", Assert.ThrowsAny<ArgumentException>(() => Initializer.Uniform(1, 0.5)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    static void Twice(Layer<double> layer) => _ = new Network<double>(layer, layer);

    sealed record Greedy() : CustomOptimizer(0.1, stateCount: 4)
    {
        protected override double Update(double weight, double gradient, Span<double> state, double learningRate, long step) => weight;
    }

    sealed class TwoNames() : CustomLayer<double>(1, 1, new Parameter<double>("w", 1, 1), new Parameter<double>("w", 1, 1))
    {
        protected override Matrix<double> Forward(Matrix<double> X, bool training) => X;

        protected override Matrix<double> Backward(Matrix<double> X, Matrix<double> A, Matrix<double> dA) => dA;
    }
}
