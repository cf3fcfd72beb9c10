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
            if (value is not null && value.Any(weight => !(double.IsFinite(weight) && weight > 0)))
                throw new ArgumentOutOfRangeException(nameof(ClassWeights), "ClassWeights must be finite numbers > 0, one for each class.");
            field = value;
        }
    }

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
            throw new ArgumentException($"There are {ClassWeights.Count} class weights for {target.RowCount} classes.");
        var weights = new T[target.ColumnCount];
        for (var j = 0; j < weights.Length; j++)
            weights[j] = T.CreateTruncating(ClassWeights[target.Values().AsSpan(j * target.RowCount, target.RowCount).IndexOf(T.One)]);
        return weights;
    }

    static void RequireOneHot<T>(ReadOnlySpan<T> column, int sample)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        var ones = column.Count(T.One);
        if (ones != 1 || column.Count(T.Zero) != column.Length - 1)
            throw new ArgumentException(
                $"Categorical cross-entropy needs one-hot targets (one 1, else 0), but sample {sample} (counted from 0) is not: "
                + $"[{string.Join(", ", column[..Math.Min(column.Length, 10)].ToArray())}{(column.Length > 10 ? ", ..." : "")}].");
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
