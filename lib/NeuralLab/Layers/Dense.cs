using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// A fully connected layer: A = f(Z), Z = W X + b, with W outputs x inputs, b outputs x 1, X inputs x samples. Backward:
/// dZ = dA times f'(Z), dW = dZ Xᵀ, db = row sums of dZ, dX = Wᵀ dZ (the mean over the batch is part of dA).
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Dense<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    BoundActivation<T>? activation;

    /// <summary>A layer whose weights are drawn when it becomes part of a network.</summary>
    /// <param name="inputs">At least 1.</param>
    /// <param name="outputs">Neurons, at least 1.</param>
    /// <param name="activation">Null (default): linear.</param>
    /// <param name="weights">How W begins. Null (default): He before a rectifier, else Xavier uniform.</param>
    /// <param name="bias">How b begins. Null (default): zeros.</param>
    /// <param name="hasBias">False: Z = W X.</param>
    public Dense(
        int inputs, int outputs, Activation? activation = null, Initializer? weights = null, Initializer? bias = null, bool hasBias = true)
        : base(inputs, outputs)
    {
        Activation = activation ?? Activation.Linear;
        WeightInitializer = weights ?? (Activation is ReLU or LeakyReLU or ELU or GELU or SiLU ? Initializer.He : Initializer.Xavier);
        BiasInitializer = bias ?? Initializer.Zeros;
        Weights = new("W", outputs, inputs);
        if (hasBias) Bias = new("b", outputs, 1, isBias: true);
        Parameters = Bias is null ? [Weights] : [Weights, Bias];
        Bind(Kernels<T>.Current);
    }

    /// <summary>A layer with weights by hand, which no seed changes.</summary>
    /// <param name="W">Outputs x inputs.</param>
    /// <param name="b">One number for each output.</param>
    /// <param name="activation">Null (default): linear.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or a number is not finite.</exception>
    public Dense(T[,] W, T[] b, Activation? activation = null)
        : this(Columns(W), W.GetLength(0), activation)
    {
        Set(W, b);
        IsByHand = true;
    }

    /// <inheritdoc/>
    public override Activation Activation { get; }

    /// <summary>How W begins.</summary>
    public Initializer WeightInitializer { get; }

    /// <summary>How b begins.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>True if the weights were given by hand: no seed changes them.</summary>
    public bool IsByHand { get; internal init; }

    /// <summary>W, outputs x inputs: row i holds the weights of neuron i.</summary>
    public Parameter<T> Weights { get; }

    /// <summary>b, outputs x 1; null for a layer without bias.</summary>
    public Parameter<T>? Bias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>Sets weights and biases by hand.</summary>
    /// <param name="W">Outputs x inputs.</param>
    /// <param name="b">One number for each output; must be empty for a layer without bias.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or a number is not finite.</exception>
    public void Set(T[,] W, T[] b)
    {
        ArgumentNullException.ThrowIfNull(W);
        ArgumentNullException.ThrowIfNull(b);
        if (b.Length != (Bias is null ? 0 : Outputs))
            throw new ArgumentException($"b must have {(Bias is null ? 0 : Outputs)} numbers, one for each output, but has {b.Length}.", nameof(b));
        Weights.Set(Matrix<T>.Build.DenseOfArray(W));
        Bias?.Set(Matrix<T>.Build.Dense(Outputs, 1, [.. b]));
    }

    internal override void Bind(Kernels<T> kernels)
    {
        base.Bind(kernels);
        activation = Activation is Linear ? null : Activation.Bind(kernels);
    }

    internal override Layer<T> Copy() => new Dense<T>(Inputs, Outputs, Activation, WeightInitializer, BiasInitializer, Bias is not null)
    {
        IsByHand = IsByHand, Regularizer = Regularizer,
    };

    internal override void Initialize(RandomStream random)
    {
        if (IsByHand) return;
        WeightInitializer.Fill(Weights.Value, random);
        if (Bias is not null) BiasInitializer.Fill(Bias.Value, random);
    }

    internal override void Forward(LayerPass<T> pass, int first, int count)
    {
        Block<T> X = pass.Inputs(first, count), Z = pass.Z.Block().ColumnRange(first, count);
        Kernels.Multiply(Weights.Value.Block(), X, Z, Bias is null ? default : Bias.Value.Values());
        if (!pass.IsFused) activation?.Apply(Z, pass.A.Block().ColumnRange(first, count));
    }

    internal override void Backward(LayerPass<T> pass, int first, int count)
    {
        var dZ = pass.dZ!.Block().ColumnRange(first, count);
        if (!pass.IsFused)
            activation?.Backward(
                pass.Z.Block().ColumnRange(first, count), pass.A.Block().ColumnRange(first, count),
                pass.dA!.Block().ColumnRange(first, count), dZ);
        if (pass.dX is not null)
            Kernels.TransposeMultiply(Weights.Value.Block(), dZ, pass.dX.Block().ColumnRange(first, count));
    }

    internal override void Gradient(LayerPass<T> pass, Parameter<T> parameter, int samples, int firstColumn, int columns, bool adds = false)
    {
        var dZ = pass.dZ!.Block().ColumnRange(0, samples);
        if (parameter == Bias)
        {
            Kernels.RowSums(dZ, Bias.Gradient.Values(), adds);
            return;
        }
        var X = pass.Inputs(0, samples).RowRange(firstColumn, columns);
        Kernels.MultiplyTranspose(dZ, X, Weights.Gradient.Block().ColumnRange(firstColumn, columns), adds);
    }

    static int Columns(T[,] W)
    {
        ArgumentNullException.ThrowIfNull(W);
        return W.GetLength(1);
    }
}
