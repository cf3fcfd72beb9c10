using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// How wrong outputs are, as a mean over a batch, and the gradient with respect to the outputs. Settings without state; two with the
/// same numbers are equal. With sample weights w the mean over samples is sum(w * loss) / sum(w).
/// </summary>
public abstract record Loss
{
    /// <summary>Mean of (y - t)^2 over outputs and samples.</summary>
    public static Loss MeanSquaredError { get; } = new MeanSquaredError();

    /// <summary>Mean of |y - t| over outputs and samples.</summary>
    public static Loss MeanAbsoluteError { get; } = new MeanAbsoluteError();

    /// <summary>Squared near 0, absolute beyond 1. For another border: <c>new Huber(delta)</c>.</summary>
    public static Loss Huber { get; } = new Huber();

    /// <summary>-t ln y - (1 - t) ln(1 - y) for probabilities y; fused with a sigmoid output.</summary>
    public static Loss BinaryCrossEntropy { get; } = new BinaryCrossEntropy();

    /// <summary>-sum of t ln y over the classes, fused with a softmax output.</summary>
    public static Loss CategoricalCrossEntropy { get; } = new CategoricalCrossEntropy();

    /// <summary>What the loss is called in tables and files.</summary>
    public string Name => GetType().Name;

    /// <summary>The output activation that this loss is fused with: it then works on the pre-activations. Null: none.</summary>
    internal virtual Activation? FusedActivation => null;

    /// <summary>True if the mean runs over outputs too, false if a sample's outputs are summed.</summary>
    internal virtual bool MeanOverOutputs => true;

    /// <summary>The mean loss.</summary>
    /// <param name="target">What is right: outputs x samples.</param>
    /// <param name="output">What the network says: outputs x samples (after its output activation).</param>
    /// <exception cref="ArgumentException">Shapes differ, there is no sample, or the targets do not fit the loss.</exception>
    public double Value<T>(Matrix<T> target, Matrix<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Evaluate(target, output, null, fused: false);

    /// <summary>The gradient of the mean loss with respect to the output, a new matrix.</summary>
    /// <param name="target">What is right: outputs x samples.</param>
    /// <param name="output">What the network says: outputs x samples (after its output activation).</param>
    /// <returns>Outputs x samples.</returns>
    /// <exception cref="ArgumentException">Shapes differ, there is no sample, or the targets do not fit the loss.</exception>
    public Matrix<T> Gradient<T>(Matrix<T> target, Matrix<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gradient = Matrices.ZerosLike(output);
        Evaluate(target, output, gradient, fused: false);
        return gradient;
    }

    /// <summary>The mean loss on logits, the pre-activations of the output activation that this loss is fused with.</summary>
    /// <param name="target">Outputs x samples.</param>
    /// <param name="logits">Outputs x samples, any size: nothing overflows.</param>
    /// <exception cref="NotSupportedException">The loss is fused with no activation.</exception>
    public double ValueOnLogits<T>(Matrix<T> target, Matrix<T> logits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Evaluate(target, logits, null, fused: true);

    /// <summary>The gradient of the mean loss with respect to logits, a new matrix.</summary>
    /// <param name="target">Outputs x samples.</param>
    /// <param name="logits">Outputs x samples.</param>
    /// <returns>Outputs x samples.</returns>
    /// <exception cref="NotSupportedException">The loss is fused with no activation.</exception>
    public Matrix<T> GradientOnLogits<T>(Matrix<T> target, Matrix<T> logits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gradient = Matrices.ZerosLike(logits);
        Evaluate(target, logits, gradient, fused: true);
        return gradient;
    }

    /// <summary>The targets as the kernels want them; throws if they do not fit the loss.</summary>
    /// <param name="target">Outputs x samples, dense.</param>
    internal virtual Matrix<T> Encode<T>(Matrix<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => target;

    /// <summary>The weight that each sample has by its class, or null for 1.</summary>
    /// <param name="target">Outputs x samples.</param>
    internal virtual T[]? SampleWeights<T>(Matrix<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => null;

    /// <summary>The loss on outputs.</summary>
    internal abstract BoundLoss<T> Bind<T>(Kernels<T> kernels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The loss on the pre-activations of <see cref="FusedActivation"/>.</summary>
    internal virtual BoundLoss<T> BindFused<T>(Kernels<T> kernels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        throw new NotSupportedException($"{Name} is fused with no activation: it works on outputs, not on logits.");

    double Evaluate<T>(Matrix<T> target, Matrix<T> output, Matrix<T>? gradient, bool fused)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrices.RequireSameShape(target, output);
        if (output.ColumnCount == 0) throw new ArgumentException("A mean loss needs at least one sample.", nameof(output));
        var bound = fused ? BindFused(Kernels<T>.Current) : Bind(Kernels<T>.Current);
        var dense = Matrices.Dense(target);
        var weights = SampleWeights(dense);
        return bound.Evaluate(
            Matrices.Dense(output).Block(), Encode(dense).Block(), gradient is null ? default : gradient.Block(), weights,
            Scale(output.RowCount, output.ColumnCount, weights));
    }

    /// <summary>What makes the sum over a batch a mean.</summary>
    internal double Scale<T>(int outputs, int samples, ReadOnlySpan<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double total = samples;
        if (!weights.IsEmpty)
        {
            total = 0;
            foreach (var weight in weights) total += double.CreateTruncating(weight);
        }
        return total == 0 ? 0 : 1 / (MeanOverOutputs ? total * outputs : total);
    }
}
