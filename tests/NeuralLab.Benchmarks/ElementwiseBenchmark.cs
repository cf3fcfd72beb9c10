using System.Numerics;
using BenchmarkDotNet.Attributes;
using NeuralLab.Kernels;

namespace NeuralLab.Benchmarks;

/// <summary>What works element by element, on 64 x 128 numbers, and one step of Adam on the 109,386 weights of 784-128-64-10.</summary>
/// <typeparam name="T">float or double.</typeparam>
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
public class ElementwiseBenchmark<T> : KernelBenchmark<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int Rows = 64, Columns = 128, Weights = 109_386;
    T[] z = [], a = [], gradient = [], weights = [], slope = [], first = [], second = [];
    T[] scores = [], classes = [], scoreGradient = [];
    BoundActivation<T> relu = null!, tanh = null!, sigmoid = null!, gelu = null!;
    BoundOptimizer<T> adam = null!;

    private protected override void Fill(Random random)
    {
        (z, a, gradient) = (RandomNumbers(random, Rows * Columns), new T[Rows * Columns], RandomNumbers(random, Rows * Columns));
        (weights, slope, first, second) = (RandomNumbers(random, Weights), RandomNumbers(random, Weights), new T[Weights], new T[Weights]);
        (scores, classes, scoreGradient) = (RandomNumbers(random, 10 * Columns), new T[10 * Columns], new T[10 * Columns]);
        for (var j = 0; j < Columns; j++) classes[10 * j + j % 10] = T.One;
        (relu, tanh) = (Activation.ReLU.Bind(Chosen), Activation.Tanh.Bind(Chosen));
        (sigmoid, gelu) = (Activation.Sigmoid.Bind(Chosen), Activation.GELU.Bind(Chosen));
        adam = new Adam().Bind(Chosen);
        adam.BeginStep(1, 1e-3);
    }

    /// <summary>max(z, 0).</summary>
    [Benchmark]
    public void ReLU() => relu.Apply(Block(z), Block(a));

    /// <summary>Its backward step.</summary>
    [Benchmark]
    public void ReLUBackward() => relu.Backward(Block(z), Block(a), Block(gradient), Block(a));

    /// <summary>Hyperbolic tangent.</summary>
    [Benchmark]
    public void Tanh() => tanh.Apply(Block(z), Block(a));

    /// <summary>Logistic function.</summary>
    [Benchmark]
    public void Sigmoid() => sigmoid.Apply(Block(z), Block(a));

    /// <summary>With the error function.</summary>
    [Benchmark]
    public void GELU() => gelu.Apply(Block(z), Block(a));

    /// <summary>128 samples of 10 classes, loss and gradient.</summary>
    [Benchmark]
    public double SoftmaxCrossEntropy() => Chosen.SoftmaxCrossEntropy(Scores(scores), Scores(classes), Scores(scoreGradient), [], 1);

    /// <summary>Sums over samples.</summary>
    [Benchmark]
    public void RowSums() => Chosen.RowSums(Block(z), a.AsSpan(0, Rows));

    /// <summary>One step on all weights.</summary>
    [Benchmark]
    public void AdamStep() => adam.Update(weights, slope, first, second, default);

    static Block<T> Block(T[] data) => new(data, Rows, Columns, Rows);

    static Block<T> Scores(T[] data) => new(data, 10, Columns, 10);
}
