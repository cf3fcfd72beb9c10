using System.Numerics;
using System.Runtime.CompilerServices;
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
        if (hasBias) Bias = new("b", outputs, 1, isPenalized: false);
        Parameters = Bias is null ? [Weights] : [Weights, Bias];
    }

    /// <summary>A layer with weights by hand, which no seed changes.</summary>
    /// <param name="W">Outputs x inputs.</param>
    /// <param name="b">One number for each output.</param>
    /// <param name="activation">Null (default): linear.</param>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    /// <exception cref="DataException">A number is not finite.</exception>
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
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    /// <exception cref="DataException">A number is not finite.</exception>
    public void Set(T[,] W, T[] b)
    {
        ArgumentNullException.ThrowIfNull(W);
        ArgumentNullException.ThrowIfNull(b);
        if (b.Length != (Bias is null ? 0 : Outputs))
            throw new ArgumentException($"b must have {(Bias is null ? 0 : Outputs)} numbers, one for each output, but has {b.Length}.", nameof(b));
        Weights.Set(Matrix<T>.Build.DenseOfArray(W));
        Bias?.Set(Matrix<T>.Build.Dense(Outputs, 1, [.. b]));
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(in LayerSlice<T> s)
    {
        s.Kernels.Multiply(W, s.X, s.Z, b);                             // Z = W X + b
        s.Activation?.Apply(s.Z, s.A);                                  // A = f(Z)
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(in LayerSlice<T> s)
    {
        s.Activation?.Backward(s.Z, s.A, s.dA, s.dZ);                   // dZ = dA f'(Z)
        if (!s.dX.IsEmpty) s.Kernels.TransposeMultiply(W, s.dZ, s.dX);  // dX = Wᵀ dZ
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(in LayerSlice<T> s, in ParameterColumns<T> part)
    {
        var X = s.X.RowRange(part.First, part.Count);
        if (part.Parameter == Weights) s.Kernels.MultiplyTranspose(s.dZ, X, part.Gradient, s.AddsToGradient);   // dW = dZ Xᵀ
        else s.Kernels.RowSums(s.dZ, part.Gradient.Run, s.AddsToGradient);                                      // db = row sums of dZ
    }

    Block<T> W => Weights.Value.Block();

    ReadOnlySpan<T> b => Bias is null ? default : Bias.Value.Values();

    static int Columns(T[,] W)
    {
        ArgumentNullException.ThrowIfNull(W);
        return W.GetLength(1);
    }
}
