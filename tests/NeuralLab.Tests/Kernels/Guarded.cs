using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab.Tests.Kernels;

/// <summary>A block inside a larger array: around it and between its columns lies NaN, which no kernel may take in or change.</summary>
sealed class Guarded<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int Border = 20;

    readonly T[] data;
    readonly int rows, columns, stride;

    internal Guarded(int rows, int columns, int gap = 0, Func<int, int, double>? element = null)
    {
        (this.rows, this.columns, stride) = (rows, columns, rows + gap);
        data = new T[Border + stride * columns + Border];
        Array.Fill(data, T.NaN);
        for (var j = 0; j < columns; j++)
            for (var i = 0; i < rows; i++) Block[i, j] = T.CreateTruncating(element?.Invoke(i, j) ?? 0);
    }

    internal static Guarded<T> Random(Random random, int rows, int columns, int gap = 0, double scale = 1) =>
        new(rows, columns, gap, (_, _) => scale * (2 * random.NextDouble() - 1));

    internal Block<T> Block =>
        new(columns == 0 ? default : data.AsSpan(Border, (columns - 1) * stride + rows), rows, columns, stride);

    internal Span<T> Run => Block.Run;

    /// <summary>The elements, column by column.</summary>
    internal T[] Elements
    {
        get
        {
            var elements = new T[rows * columns];
            for (var j = 0; j < columns; j++)
                for (var i = 0; i < rows; i++) elements[j * rows + i] = Block[i, j];
            return elements;
        }
    }

    internal Guarded<T> Copy()
    {
        var copy = new Guarded<T>(rows, columns, stride - rows);
        data.CopyTo(copy.data, 0);
        return copy;
    }

    /// <summary>Fails if anything around the block is no longer NaN.</summary>
    internal void AssertUntouchedAround(string what)
    {
        for (var place = 0; place < data.Length; place++)
        {
            int inside = place - Border, column = stride == 0 ? 0 : inside / stride;
            if (inside >= 0 && column < columns && inside - column * stride < rows) continue;
            Assert.True(T.IsNaN(data[place]), $"{what} wrote {data[place]} outside the block, {inside} elements from its first.");
        }
    }
}
