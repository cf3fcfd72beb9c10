using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// Categorical cross-entropy -sum over classes of t ln y, the mean over samples, for targets that are one-hot columns. With a softmax
/// output it is fused: on the logits z the gradient is softmax(z) - t, and nothing is ever divided by a probability.
/// </summary>
public sealed record CategoricalCrossEntropy : Loss
{
    /// <summary>
    /// Part of every target that is spread evenly over the classes, in [0, 1): t (1 - s) + s / classes (Szegedy et al., Rethinking the
    /// Inception Architecture, 2016). Default 0.
    /// </summary>
    public double LabelSmoothing { get; init => field = Check.Fraction(value); }

    /// <summary>Weight of each class, > 0, in the order of the outputs; the mean is over the weights. Null (default): all 1.</summary>
    public IReadOnlyList<double>? ClassWeights
    {
        get;
        init
        {
            if (value?.FirstOrDefault(weight => !(double.IsFinite(weight) && weight > 0), 1) is { } wrong and not 1)
                throw new ArgumentOutOfRangeException(
                    nameof(ClassWeights), FormattableString.Invariant($"ClassWeights must be finite numbers > 0, one for each class, but one is {wrong}."));
            field = value?.ToArray();
        }
    }

    /// <summary>True if smoothing and class weights are the same numbers.</summary>
    /// <param name="other">Another one, or null.</param>
    public bool Equals(CategoricalCrossEntropy? other) =>
        other is not null && LabelSmoothing == other.LabelSmoothing
        && (ClassWeights ?? []).SequenceEqual(other.ClassWeights ?? []) && ClassWeights is null == other.ClassWeights is null;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LabelSmoothing, ClassWeights?.Count, ClassWeights?.Sum());

    internal override Activation FusedActivation => Activation.Softmax;

    internal override bool MeanOverOutputs => false;

    internal override BoundLoss<T> Bind<T>(Kernels<T> kernels) => kernels.BindLoss(default(OnProbabilities));

    internal override BoundLoss<T> BindFused<T>(Kernels<T> kernels) => new Fused<T>(kernels);

    internal override Matrix<T> Encode<T>(Matrix<T> target)
    {
        var classes = target.RowCount;
        if (classes < 2)
            throw new ArgumentException("Categorical cross-entropy needs at least two outputs; for one output take BinaryCrossEntropy.", nameof(target));
        for (var j = 0; j < target.ColumnCount; j++) RequireOneHot(target.Values().AsSpan(j * classes, classes), j);
        if (LabelSmoothing == 0) return target;
        T keep = T.CreateTruncating(1 - LabelSmoothing), spread = T.CreateTruncating(LabelSmoothing / classes);
        return target.Map(t => t * keep + spread);
    }

    internal override T[]? SampleWeights<T>(Matrix<T> target)
    {
        if (ClassWeights is null) return null;
        if (ClassWeights.Count != target.RowCount)
            throw new ArgumentException($"ClassWeights has {ClassWeights.Count} numbers for {target.RowCount} classes.", nameof(ClassWeights));
        var weights = new T[target.ColumnCount];
        for (var j = 0; j < weights.Length; j++)
            weights[j] = T.CreateTruncating(ClassWeights[target.Values().AsSpan(j * target.RowCount, target.RowCount).IndexOf(T.One)]);
        return weights;
    }

    static void RequireOneHot<T>(ReadOnlySpan<T> column, int sample)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var ones = column.Count(T.One);
        if (ones != 1 || column.Count(T.Zero) != column.Length - 1)
            throw new ArgumentException(
                $"Categorical cross-entropy needs one-hot targets (one 1, else 0), but sample {sample} (counted from 0) is not: "
                + $"[{string.Join(", ", column[..Math.Min(column.Length, 10)].ToArray().Select(t => Matrices.Text(t)))}{(column.Length > 10 ? ", ..." : "")}].",
                "target");
    }

    internal readonly struct OnProbabilities : ILossFormula
    {
        public V Value<V>(V y, V t)
            where V : struct, ILane<V> => -t * V.Max(V.Log(y), V.Create(-100));

        public V Gradient<V>(V y, V t)
            where V : struct, ILane<V> => -t / V.Max(y, V.Create(1e-12));
    }

    sealed class Fused<T>(Kernels<T> kernels) : BoundLoss<T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        internal override double Evaluate(
            Block<T> output, Block<T> target, Block<T> gradient, ReadOnlySpan<T> sampleWeights, double scale) =>
            kernels.SoftmaxCrossEntropy(output, target, gradient, sampleWeights, scale);
    }
}
