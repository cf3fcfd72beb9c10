using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab.Tests.Kernels;

public class GatherTests
{
    public static TheoryData<string> Names => [.. KernelChoice.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gathered_columns_are_the_chosen_ones(string name)
    {
        Check<float>(name);
        Check<double>(name);
    }

    static void Check<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var kernels = KernelChoice.Create<T>(name);
        var scale = T.One / T.CreateTruncating(255);
        foreach (var rows in new[] { 1, 3, 16, 29, 100 })
            foreach (var columns in new int[][] { [], [0], [6, 6, 1, 0, 3], [.. Enumerable.Range(0, 7).Reverse()] })
            {
                var random = new Random(rows);
                var source = Guarded<T>.Random(random, rows, 7, gap: 2);
                var bytes = new byte[rows * 7];
                random.NextBytes(bytes);
                (bytes[0], bytes[^1]) = (0, 255);
                Guarded<T> numbers = new(rows, columns.Length, 1), fromBytes = new(rows, columns.Length, 1);
                kernels.Gather(source.Block, columns, numbers.Block);
                kernels.GatherBytes(bytes, rows, columns, fromBytes.Block, scale);
                numbers.AssertUntouchedAround(name);
                fromBytes.AssertUntouchedAround(name);
                T[] expected = [.. columns.SelectMany(column => source.Elements.Skip(column * rows).Take(rows))];
                T[] expectedFromBytes = [.. columns.SelectMany(column => bytes.Skip(column * rows).Take(rows)).Select(value => T.CreateTruncating(value) * scale)];
                Numeric.Close(expected, numbers.Elements, 0, what: $"{name} columns of {rows}");
                Numeric.Close(expectedFromBytes, fromBytes.Elements, 0, what: $"{name} bytes of {rows}");
            }
    }
}
