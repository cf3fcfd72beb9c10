using System.Numerics;

namespace NeuralLab.Kernels;

/// <summary>
/// The arithmetic of the engine on column-major blocks. Kernels know numbers and shapes, and nothing of layers.
/// Every result is the same bits for the same input, whatever part of a larger block the call works on.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class Kernels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Plain loops, one number at a time: what the others are tested against.</summary>
    internal static Kernels<T> Reference { get; } = new ReferenceKernels<T>();

    /// <summary>The fastest kernels for this processor, or the reference where <c>NEURALLAB_KERNELS=reference</c>.</summary>
    internal static Kernels<T> Current => field ??= KernelChoice.Create<T>();

    /// <summary>What these kernels are called in reports: <c>reference</c> or the vector width.</summary>
    internal abstract string Name { get; }

    /// <summary>C = A B + bias: (m x k)(k x n), the bias (m numbers, or empty) added to every column.</summary>
    internal abstract void Multiply(Block<T> a, Block<T> b, Block<T> c, ReadOnlySpan<T> bias);

    /// <summary>C = Aᵀ B: A is k x m, B is k x n.</summary>
    internal abstract void TransposeMultiply(Block<T> a, Block<T> b, Block<T> c);

    /// <summary>C = A Bᵀ, or C += A Bᵀ where it adds: A is m x k, B is n x k.</summary>
    internal abstract void MultiplyTranspose(Block<T> a, Block<T> b, Block<T> c, bool adds = false);

    /// <summary>sums[i] = the sum of row i, added from the first column to the last; where it adds, sums[i] is what it begins with.</summary>
    internal abstract void RowSums(Block<T> a, Span<T> sums, bool adds = false);

    /// <summary>target column j = source column columns[j].</summary>
    internal abstract void Gather(Block<T> source, ReadOnlySpan<int> columns, Block<T> target);

    /// <summary>A = softmax(Z), column by column, with the largest element subtracted first. May work in place.</summary>
    internal abstract void Softmax(Block<T> z, Block<T> a);

    /// <summary>
    /// Categorical cross-entropy of the targets under softmax(Z), fused so that no probability is ever divided by:
    /// returns scale * sum over samples of weight * (log sum exp(z) * sum t - sum t z); the gradient is
    /// scale * weight * (softmax(z) * sum t - t).
    /// </summary>
    internal abstract double SoftmaxCrossEntropy(
        Block<T> z, Block<T> target, Block<T> gradient, ReadOnlySpan<T> sampleWeights, double scale);

    /// <summary>c = a * b, element by element. May work in place.</summary>
    internal abstract void Hadamard(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c);

    /// <summary>a *= factor, element by element.</summary>
    internal abstract void Scale(Span<T> a, double factor);

    /// <summary>
    /// Each element 0 with the given probability, else 1 / (1 - probability): a function of key and position alone, so that a mask made
    /// in slices is the mask made at once.
    /// </summary>
    /// <param name="mask">The elements from <paramref name="position"/> on.</param>
    /// <param name="key">What tells masks apart.</param>
    /// <param name="position">Place of the first element in the whole mask.</param>
    /// <param name="probability">In [0, 1).</param>
    internal abstract void DropoutMask(Span<T> mask, ulong key, ulong position, double probability);

    /// <summary>The sum of squares, added in a fixed order.</summary>
    internal abstract double SumOfSquares(ReadOnlySpan<T> values);

    internal abstract BoundActivation<T> BindActivation<TFormula>(TFormula formula)
        where TFormula : struct, IActivationFormula;

    internal abstract BoundLoss<T> BindLoss<TFormula>(TFormula formula)
        where TFormula : struct, ILossFormula;

    internal abstract BoundPenalty<T> BindPenalty<TFormula>(TFormula formula)
        where TFormula : struct, IPenaltyFormula;

    internal abstract BoundOptimizer<T> BindOptimizer<TRule>(IUpdateRules<TRule> optimizer)
        where TRule : struct, IUpdateRule;
}
