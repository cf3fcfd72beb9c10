using System.Numerics;

namespace NeuralLab.Kernels;

/// <summary>The kernels of one vector width.</summary>
/// <param name="name">What they are called in reports.</param>
sealed class VectorKernels<T, V>(string name) : LaneKernels<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, IVectorLane<T, V>
{
    internal override string Name => name;

    internal override void Multiply(Block<T> a, Block<T> b, Block<T> c, ReadOnlySpan<T> bias) => Reference.Multiply(a, b, c, bias);

    internal override void TransposeMultiply(Block<T> a, Block<T> b, Block<T> c) => Reference.TransposeMultiply(a, b, c);

    internal override void MultiplyTranspose(Block<T> a, Block<T> b, Block<T> c) => Reference.MultiplyTranspose(a, b, c);
}
