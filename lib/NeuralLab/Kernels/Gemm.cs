using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;

namespace NeuralLab.Kernels;

/// <summary>
/// Matrix products, cut into tiles whose sums stay in registers. Around the tiles are blocks: a run of k so short that the columns of
/// B which a row of tiles reads again and again stay in the nearest cache, and so many rows of A that they stay in the second. What is
/// read often is packed first: copied into the order in which the tiles read it.
/// </summary>
static unsafe class Gemm<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
{
    // In bytes. The first is the depth of a block times one number: 12 columns of it take half of a nearest cache of 32 KB.
    const int LongestDepth = 1536;
    const int BlockOfA = 512 << 10;
    const int BlockOfB = 2 << 20;
    const int NearestCache = 32 << 10;
    const int CacheWay = 4096;

    /// <summary>Columns of a tile: with two vectors of rows, as many sums as there are registers, less a few for A and B.</summary>
    static int TileColumns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => V.Count * sizeof(T) == 64 || AdvSimd.IsSupported ? 12 : 6;
    }

    /// <summary>So many columns read A often enough for a copy to pay; narrow tiles read it more often.</summary>
    static int ManyColumns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TileColumns == 12 ? 256 : 32;
    }

    /// <summary>Rows of a tile.</summary>
    static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * V.Count;
    }

    /// <summary>Columns of a packed tile of B, the last ones perhaps unused.</summary>
    static int PackedColumns => (TileColumns + Packing<T, V>.Group - 1) / Packing<T, V>.Group * Packing<T, V>.Group;

    /// <summary>Computes the product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(Product<T> p)
    {
        if (p.Rows == 1 && p.StrideC == 1) p = p.AsColumn();
        if (ThinProduct<T, V>.Runs(p)) return;
        bool packsA = PacksA(p), packsB = PacksB(p);
        var depth = BlockDepth(p.Depth);
        var height = BlockRows(depth);
        var width = packsB ? BlockOfB / (depth * PackedColumns * sizeof(T)) * TileColumns : p.Columns;
        Tile<T> tile = default;
        tile.ColumnC = p.StrideC;
        for (var j = 0; j < p.Columns; j += width)
            for (var k = 0; k == 0 || k < p.Depth; k += depth)
            {
                var columns = Math.Min(width, p.Columns - j);
                tile.Depth = Math.Min(depth, p.Depth - k);
                tile.B = packsB ? PackB(p, j, columns, k, (int)tile.Depth) : p.B + (p.TransposedB ? j + k * p.StrideB : j * p.StrideB + k);
                tile.NextB = packsB ? PackedColumns : p.TransposedB ? p.StrideB : 1;
                tile.ColumnB = p.TransposedB || packsB ? 1 : p.StrideB;
                for (var i = 0; i < p.Rows; i += height)
                {
                    var rows = Math.Min(height, p.Rows - i);
                    tile.A = packsA ? PackA(p, i, rows, k, (int)tile.Depth) : p.A + i + k * p.StrideA;
                    tile.NextA = packsA ? TileRows : p.StrideA;
                    tile.C = p.C + i + j * p.StrideC;
                    // The first run of k begins as it is told, the others go on from C.
                    tile.Start = k > 0 ? tile.C : p.Start == null ? null : p.Start + i + j * p.StrideStart;
                    tile.ColumnStart = k > 0 ? p.StrideC : p.StrideStart;
                    Tiles(tile, packsA ? TileRows * tile.Depth : TileRows, packsB, rows, columns);
                }
            }
    }

    /// <summary>All tiles of a block, whose first one is given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Tiles(Tile<T> tile, nint panelA, bool packedB, int rows, int columns)
    {
        T* a = tile.A, start = tile.Start, c = tile.C;
        for (int j = 0, width; j < columns; j += width)
        {
            width = TileWidth(columns - j);
            tile.A = a;
            tile.Start = start;
            tile.C = c;
            nint nextTile = packedB && width == TileColumns ? PackedColumns * tile.Depth : width * tile.ColumnB;
            nint nextC = width * tile.ColumnC, nextStart = width * tile.ColumnStart;
            // A single last column is both columns of a pair.
            if (width == 1) (tile.ColumnB, tile.ColumnC, tile.ColumnStart) = (0, 0, 0);
            for (var i = 0; i < rows; i += TileRows)
            {
                RunTile(ref tile, rows - i, width);
                tile.A += panelA;
                tile.C += TileRows;
                if (start != null) tile.Start += TileRows;
            }
            tile.B += nextTile;
            c += nextC;
            if (start != null) start += nextStart;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void RunTile(ref Tile<T> tile, int rows, int columns)
    {
        if (rows >= TileRows)
        {
            MicroKernel<T, V, TwoVectors>.Run(tile, columns);
        }
        else if (rows > V.Count)
        {
            tile.LastRows = rows - V.Count;
            MicroKernel<T, V, TwoVectorsInPart>.Run(tile, columns);
        }
        else if (rows == V.Count)
        {
            MicroKernel<T, V, OneVector>.Run(tile, columns);
        }
        else
        {
            tile.LastRows = rows;
            MicroKernel<T, V, OneVectorInPart>.Run(tile, columns);
        }
    }

    /// <summary>12, or what is left: an even number, or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int TileWidth(int left) => left >= TileColumns ? TileColumns : left == 1 ? 1 : left & ~1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int BlockDepth(int depth)
    {
        var longest = LongestDepth / sizeof(T);
        if (depth <= longest) return Math.Max(1, depth);
        var blocks = (depth + longest - 1) / longest;
        return (depth + blocks - 1) / blocks;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int BlockRows(int depth) => Math.Max(1, BlockOfA / (depth * TileRows * sizeof(T))) * TileRows;

    // A transposed A must be packed. Else a copy pays only when many columns read it, and it does not stay in cache: because it is
    // larger than the second one, or because its columns push one another out of the first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool PacksA(in Product<T> p) =>
        p.TransposedA
        || (p.Columns >= ManyColumns
            && ((long)p.Rows * p.Depth * sizeof(T) > BlockOfA || (p.Rows > TileRows && Collide(p.StrideA * sizeof(T), p.Depth))));

    // Numbers at a distance that a large power of two divides share few sets of the cache: at 2048 bytes each second one is in the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool Collide(nint distance, int count) => Math.Min(distance & -distance, CacheWay) * count > NearestCache;

    // Numbers at distances of 4096 bytes push one another out of the cache: 12 columns do so at once, the rows of a transposed B
    // only when there are many.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool PacksB(in Product<T> p) =>
        p.StrideB * sizeof(T) % 4096 == 0 && p.Rows > TileRows && (!p.TransposedB || p.Depth >= 256);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T* PackA(in Product<T> p, int row, int rows, int k, int depth)
    {
        var packed = Workspace<T>.A(BlockOfA / sizeof(T) + depth * TileRows);
        for (var i = 0; i < rows; i += TileRows)
        {
            var height = Math.Min(TileRows, rows - i);
            var target = packed + i * depth;
            if (p.TransposedA) Packing<T, V>.Transpose(p.A + (row + i) * p.StrideA + k, p.StrideA, height, depth, target, TileRows);
            else Packing<T, V>.Copy(p.A + row + i + k * p.StrideA, p.StrideA, height, depth, target, TileRows);
        }
        return packed;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T* PackB(in Product<T> p, int column, int columns, int k, int depth)
    {
        var packed = Workspace<T>.B(BlockOfB / sizeof(T));
        var target = packed;
        for (var j = 0; j < columns; j += TileColumns)
        {
            var width = Math.Min(TileColumns, columns - j);
            if (p.TransposedB) Packing<T, V>.Copy(p.B + column + j + k * p.StrideB, p.StrideB, width, depth, target, PackedColumns);
            else Packing<T, V>.Transpose(p.B + (column + j) * p.StrideB + k, p.StrideB, width, depth, target, PackedColumns);
            target += PackedColumns * depth;
        }
        return packed;
    }
}
