using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab.Tests.Kernels;

/// <summary>Matrix products of every vector width against the plain loops.</summary>
public class ProductTests
{
    public static TheoryData<string> Names => [.. KernelChoice.Names];

    enum Layout
    {
        Multiply,
        TransposeMultiply,
        MultiplyTranspose,
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Small_products_of_every_remainder_match_the_reference(string name)
    {
        var random = new Random(1);
        foreach (var m in new[] { 0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 20, 31, 32, 33, 47, 65 })
            foreach (var n in new[] { 0, 1, 2, 3, 5, 6, 7, 11, 12, 13, 23, 25 })
            {
                var k = random.Next(4) == 0 ? random.Next(2) : random.Next(1, 40);
                AssertMatches<float>(name, random, m, k, n, random.Next(3));
                AssertMatches<double>(name, random, m, k, n, random.Next(3));
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Products_of_several_blocks_match_the_reference(string name)
    {
        var random = new Random(2);
        // k beyond one run; A beyond a block and read by many columns; columns of B 4096 bytes apart.
        (int M, int K, int N, int Gap)[] shapes = [(40, 800, 30, 0), (33, 400, 13, 1), (700, 390, 260, 0), (70, 512, 27, 512), (70, 300, 1024, 0)];
        foreach (var (m, k, n, gap) in shapes)
        {
            AssertMatches<float>(name, random, m, k, n, gap);
            AssertMatches<double>(name, random, m, k, n, gap);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Zero_times_infinity_is_not_a_number_and_infinity_and_nan_stay_in_their_row_and_column(string name)
    {
        AssertSpecial<float>(name);
        AssertSpecial<double>(name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_part_of_a_product_is_the_same_bits_as_in_the_whole(string name)
    {
        AssertSameInParts<float>(name);
        AssertSameInParts<double>(name);
    }

    [Fact]
    public void Every_vector_width_gives_the_same_bits()
    {
        AssertSameInAllWidths<float>();
        AssertSameInAllWidths<double>();
    }

    static void AssertMatches<T>(string name, Random random, int m, int k, int n, int gap)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var layout in Enum.GetValues<Layout>())
        {
            var (a, b) = Operands<T>(random, layout, m, k, n, gap);
            T[] bias = layout == Layout.Multiply && random.Next(2) == 0 ? Guarded<T>.Random(random, m, 1).Elements : [];
            var what = $"{name} {layout} of {typeof(T).Name} {m} x {k} x {n}, gap {gap}, bias {bias.Length > 0}";
            Guarded<T> actual = new(m, n, gap, (_, _) => 7), expected = actual.Copy(), sizes = actual.Copy();
            Run(KernelChoice.Create<T>(name), layout, a, b, actual, bias);
            Run(Kernels<T>.Reference, layout, a, b, expected, bias);
            Run(Kernels<T>.Reference, layout, Absolute(a), Absolute(b), sizes, [.. bias.Select(T.Abs)]);
            actual.AssertUntouchedAround(what);
            AssertWithin(expected.Elements, actual.Elements, sizes.Elements, what);
        }
    }

    /// <summary>A difference is measured against the sum of absolute products, which is what rounding errors are made of.</summary>
    static void AssertWithin<T>(T[] expected, T[] actual, T[] sizes, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var allowed = T.CreateTruncating(typeof(T) == typeof(float) ? 1e-5 : 1e-12);
        T[] scaledExpected = [.. expected], scaledActual = [.. actual];
        for (var i = 0; i < sizes.Length; i++)
        {
            var size = T.Max(sizes[i], T.One);
            scaledExpected[i] = expected[i] / size;
            scaledActual[i] = actual[i] / size;
        }
        Numeric.Close(scaledExpected, scaledActual, relative: 0, absolute: double.CreateTruncating(allowed), what);
    }

    static void AssertSpecial<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var layout in Enum.GetValues<Layout>())
        {
            var random = new Random(3);
            var (a, b) = Operands<T>(random, layout, 21, 18, 15, 1);
            var blockA = a.Block;
            var blockB = b.Block;
            blockA[4, 5] = T.PositiveInfinity;
            blockA[7, 9] = T.NaN;
            blockB[5, 2] = T.Zero;
            blockB[3, 6] = T.NegativeInfinity;
            Guarded<T> actual = new(21, 15), expected = new(21, 15);
            Run(KernelChoice.Create<T>(name), layout, a, b, actual, []);
            Run(Kernels<T>.Reference, layout, a, b, expected, []);
            T Kind(T x) => T.IsFinite(x) ? T.Zero : x;
            Numeric.Close([.. expected.Elements.Select(Kind)], (T[])[.. actual.Elements.Select(Kind)], 0, what: $"{name} {layout}");
        }
    }

    static void AssertSameInParts<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var kernels = KernelChoice.Create<T>(name);
        foreach (var (m, k, n) in new[] { (1, 37, 40), (3, 800, 25), (20, 20, 64), (70, 50, 70), (90, 512, 30) })
            foreach (var layout in Enum.GetValues<Layout>())
            {
                var random = new Random(4);
                var (a, b) = Operands<T>(random, layout, m, k, n, 0);
                T[] bias = layout == Layout.Multiply ? Guarded<T>.Random(random, m, 1).Elements : [];
                Guarded<T> whole = new(m, n), parts = new(m, n);
                Run(kernels, layout, a, b, whole, bias);
                for (int row = 0, rows; row < m; row += rows)
                {
                    rows = Math.Min(random.Next(1, 40), m - row);
                    for (int column = 0, columns; column < n; column += columns)
                    {
                        columns = Math.Min(random.Next(1, 30), n - column);
                        var partA = layout == Layout.TransposeMultiply ? a.Block.ColumnRange(row, rows) : a.Block.RowRange(row, rows);
                        var partB = layout == Layout.MultiplyTranspose ? b.Block.RowRange(column, columns) : b.Block.ColumnRange(column, columns);
                        var partC = parts.Block.RowRange(row, rows).ColumnRange(column, columns);
                        Run(kernels, layout, partA, partB, partC, bias.Length == 0 ? [] : bias.AsSpan(row, rows));
                    }
                }
                Numeric.Close(whole.Elements, parts.Elements, 0, what: $"parts of {name} {layout} {m} x {k} x {n}");
            }
    }

    static void AssertSameInAllWidths<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string[] widths = [.. KernelChoice.Names.Where(name => name != "reference")];
        foreach (var layout in Enum.GetValues<Layout>())
        {
            var (a, b) = Operands<T>(new Random(5), layout, 45, 700, 29, 1);
            var results = widths.Select(name =>
            {
                Guarded<T> c = new(45, 29);
                Run(KernelChoice.Create<T>(name), layout, a, b, c, []);
                return c.Elements;
            }).ToArray();
            for (var i = 1; i < widths.Length; i++) Numeric.Close(results[0], results[i], 0, what: $"{widths[i]} {layout} against {widths[0]}");
        }
    }

    static (Guarded<T> A, Guarded<T> B) Operands<T>(Random random, Layout layout, int m, int k, int n, int gap)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => (
        layout == Layout.TransposeMultiply ? Guarded<T>.Random(random, k, m, gap) : Guarded<T>.Random(random, m, k, gap),
        layout == Layout.MultiplyTranspose ? Guarded<T>.Random(random, n, k, gap) : Guarded<T>.Random(random, k, n, gap));

    static Guarded<T> Absolute<T>(Guarded<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var copy = matrix.Copy();
        for (var j = 0; j < copy.Block.Columns; j++)
            foreach (ref var element in copy.Block.Column(j)) element = T.Abs(element);
        return copy;
    }

    static void Run<T>(Kernels<T> kernels, Layout layout, Guarded<T> a, Guarded<T> b, Guarded<T> c, T[] bias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run(kernels, layout, a.Block, b.Block, c.Block, bias);

    static void Run<T>(Kernels<T> kernels, Layout layout, Block<T> a, Block<T> b, Block<T> c, ReadOnlySpan<T> bias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (layout)
        {
            case Layout.Multiply:
                kernels.Multiply(a, b, c, bias);
                break;
            case Layout.TransposeMultiply:
                kernels.TransposeMultiply(a, b, c);
                break;
            default:
                kernels.MultiplyTranspose(a, b, c);
                break;
        }
    }
}
