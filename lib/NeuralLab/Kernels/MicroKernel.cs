using System.Runtime.CompilerServices;

namespace NeuralLab.Kernels;

/// <summary>
/// The innermost loop of a matrix product: all sums of a tile stay in registers while k runs. Each sum is one chain of
/// multiply-adds in the order of k, whatever the tile, so that every way to cut C into tiles gives the same bits.
/// </summary>
static unsafe partial class MicroKernel<T, V, TRows>
    where T : unmanaged
    where V : struct, ILane<T, V>
    where TRows : struct, ITileRows
{
    /// <summary>Computes a tile of 12, 10, 8, 6, 4 or 2 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(in Tile<T> tile, int columns)
    {
        switch (columns)
        {
            case 12:
                Run<Beside<Beside<Beside<Beside<Beside<Pair>>>>>>(tile);
                break;
            case 10:
                Run<Beside<Beside<Beside<Beside<Pair>>>>>(tile);
                break;
            case 8:
                Run<Beside<Beside<Beside<Pair>>>>(tile);
                break;
            case 6:
                Run<Beside<Beside<Pair>>>(tile);
                break;
            case 4:
                Run<Beside<Pair>>(tile);
                break;
            default:
                Run<Pair>(tile);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Run<TColumns>(in Tile<T> tile)
        where TColumns : struct, ITileColumns
    {
        TColumns sums = default;
        var lastRows = tile.LastRows;
        if (tile.Start != null) sums.Start(tile.Start, tile.ColumnStart, lastRows);
        T* a = tile.A, b = tile.B;
        nint nextA = tile.NextA, nextB = tile.NextB, column = tile.ColumnB;
        sums.Place(column, 0);
        for (var k = tile.Depth; k != 0; k--)
        {
            sums.Add(Upper(a, lastRows), Lower(a, lastRows), b, b, column);
            a += nextA;
            b += nextB;
        }
        sums.Store(tile.C, tile.ColumnC, lastRows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Upper(T* source, int lastRows) =>
        TRows.IsPart && !TRows.HasSecond ? V.LoadPart(source, lastRows) : V.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Lower(T* source, int lastRows) =>
        !TRows.HasSecond ? V.Zero : TRows.IsPart ? V.LoadPart(source + V.Count, lastRows) : V.Load(source + V.Count);
}
