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
        foreach (var rows in new[] { 1, 3, 16, 29, 100 })
            foreach (var columns in new int[][] { [], [0], [6, 6, 1, 0, 3], [.. Enumerable.Range(0, 7).Reverse()] })
            {
                var random = new Random(rows);
                var source = Guarded<T>.Random(random, rows, 7, gap: 2);
                Guarded<T> numbers = new(rows, columns.Length, 1);
                kernels.Gather(source.Block, columns, numbers.Block);
                numbers.AssertUntouchedAround(name);
                T[] expected = [.. columns.SelectMany(column => source.Elements.Skip(column * rows).Take(rows))];
                Numeric.Close(expected, numbers.Elements, 0, what: $"{name} columns of {rows}");
            }
    }
}
