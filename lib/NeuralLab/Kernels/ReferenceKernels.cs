using System.Numerics;

namespace NeuralLab.Kernels;

/// <summary>Matrix products as three plain loops, everything else one number at a time.</summary>
sealed class ReferenceKernels<T> : LaneKernels<T, Scalar<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal override string Name => "reference";

    internal override void Multiply(Block<T> a, Block<T> b, Block<T> c, ReadOnlySpan<T> bias)
    {
        for (var j = 0; j < c.Columns; j++)
        {
            var column = c.Column(j);
            if (bias.IsEmpty) column.Clear();
            else bias.CopyTo(column);
            for (var k = 0; k < a.Columns; k++)
            {
                var factor = b[k, j];
                var source = a.Column(k);
                for (var i = 0; i < column.Length; i++) column[i] += source[i] * factor;
            }
        }
    }

    internal override void TransposeMultiply(Block<T> a, Block<T> b, Block<T> c)
    {
        for (var j = 0; j < c.Columns; j++)
            for (var i = 0; i < c.Rows; i++)
            {
                ReadOnlySpan<T> left = a.Column(i), right = b.Column(j);
                var sum = T.Zero;
                for (var k = 0; k < left.Length; k++) sum += left[k] * right[k];
                c[i, j] = sum;
            }
    }

    internal override void MultiplyTranspose(Block<T> a, Block<T> b, Block<T> c, bool adds = false)
    {
        for (var j = 0; j < c.Columns; j++)
        {
            var column = c.Column(j);
            if (!adds) column.Clear();
            for (var k = 0; k < a.Columns; k++)
            {
                var factor = b[j, k];
                var source = a.Column(k);
                for (var i = 0; i < column.Length; i++) column[i] += source[i] * factor;
            }
        }
    }
}
