using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralLab.Kernels;

/// <summary>The kernels of one vector width.</summary>
/// <param name="name">What they are called in reports.</param>
sealed unsafe class VectorKernels<T, V>(string name) : LaneKernels<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
{
    internal override string Name => name;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Multiply(Block<T> a, Block<T> b, Block<T> c, ReadOnlySpan<T> bias)
    {
        if (SmallProduct<T, V>.Fits(c.Rows, c.Columns, a.Columns))
        {
            SmallProduct<T, V>.Multiply(a, b, b.Stride, 1, c, bias, adds: false);
            return;
        }
        fixed (T* aData = a.Data, bData = b.Data, cData = c.Data, biasData = bias)
            Gemm<T, V>.Run(new()
            {
                Rows = c.Rows, Columns = c.Columns, Depth = a.Columns,
                A = aData, StrideA = a.Stride, B = bData, StrideB = b.Stride, C = cData, StrideC = c.Stride, Start = biasData,
            });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void TransposeMultiply(Block<T> a, Block<T> b, Block<T> c)
    {
        if (SmallProduct<T, V>.Fits(c.Rows, c.Columns, a.Rows))
        {
            SmallProduct<T, V>.TransposeMultiply(a, b, c);
            return;
        }
        fixed (T* aData = a.Data, bData = b.Data, cData = c.Data)
            Gemm<T, V>.Run(new()
            {
                Rows = c.Rows, Columns = c.Columns, Depth = a.Rows,
                // One row without gaps is also a column.
                A = aData, StrideA = a.Stride, TransposedA = a.Rows > 1 || a.Stride > 1,
                B = bData, StrideB = b.Stride, C = cData, StrideC = c.Stride,
            });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void MultiplyTranspose(Block<T> a, Block<T> b, Block<T> c, bool adds = false)
    {
        if (SmallProduct<T, V>.Fits(c.Rows, c.Columns, a.Columns))
        {
            SmallProduct<T, V>.Multiply(a, b, 1, b.Stride, c, default, adds);
            return;
        }
        fixed (T* aData = a.Data, bData = b.Data, cData = c.Data)
            Gemm<T, V>.Run(new()
            {
                Rows = c.Rows, Columns = c.Columns, Depth = a.Columns,
                A = aData, StrideA = a.Stride, B = bData, StrideB = b.Stride, TransposedB = true, C = cData, StrideC = c.Stride,
                Start = adds ? cData : null, StrideStart = c.Stride,
            });
    }
}
