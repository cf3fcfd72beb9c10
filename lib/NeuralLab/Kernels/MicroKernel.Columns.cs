using System.Runtime.CompilerServices;

namespace NeuralLab.Kernels;

// A tile's columns as types: two columns, and two columns beside others. The compiler dissolves them into single registers, so
// that one loop serves every number of columns.
static unsafe partial class MicroKernel<T, V, TRows>
{
    /// <summary>The sums of neighbouring columns.</summary>
    interface ITileColumns
    {
        /// <summary>Says how far the columns of B are apart.</summary>
        void Place(nint column, nint first);

        /// <summary>Sets the sums, 0 before, to their first values.</summary>
        void Start(T* start, nint column, int lastRows);

        /// <summary>Adds the products of one column of A, in two vectors, and one number of B for each column.</summary>
        /// <param name="upper">The first vector.</param>
        /// <param name="lower">The second.</param>
        /// <param name="tile">The number of the tile's first column: all others are found from here, in one step each.</param>
        /// <param name="b">The number of the first of these columns.</param>
        /// <param name="column">From one column to the next.</param>
        void Add(V upper, V lower, T* tile, T* b, nint column);

        /// <summary>Writes the sums.</summary>
        void Store(T* c, nint column, int lastRows);
    }

    struct Pair : ITileColumns
    {
        V left, right, lowerLeft, lowerRight;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Place(nint column, nint first)
        {
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Start(T* start, nint column, int lastRows)
        {
            left = Upper(start, lastRows);
            right = Upper(start + column, lastRows);
            lowerLeft = Lower(start, lastRows);
            lowerRight = Lower(start + column, lastRows);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(V upper, V lower, T* tile, T* b, nint column)
        {
            V first = V.Repeat(*b), second = V.Repeat(b[column]);
            left = V.MultiplyAdd(upper, first, left);
            if (TRows.HasSecond) lowerLeft = V.MultiplyAdd(lower, first, lowerLeft);
            right = V.MultiplyAdd(upper, second, right);
            if (TRows.HasSecond) lowerRight = V.MultiplyAdd(lower, second, lowerRight);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(T* c, nint column, int lastRows)
        {
            if (TRows.HasSecond)
            {
                V.Store(left, c);
                V.Store(right, c + column);
                StoreLast(lowerLeft, c + V.Count, lastRows);
                StoreLast(lowerRight, c + V.Count + column, lastRows);
            }
            else
            {
                StoreLast(left, c, lastRows);
                StoreLast(right, c + column, lastRows);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void StoreLast(V value, T* target, int lastRows)
        {
            if (TRows.IsPart) V.StorePart(value, target, lastRows);
            else V.Store(value, target);
        }
    }

    struct Beside<TRest> : ITileColumns
        where TRest : struct, ITileColumns
    {
        Pair pair;
        nint restFirst;

#pragma warning disable CS0649 // The rest sets its own sums.
        TRest rest;
#pragma warning restore CS0649

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Place(nint column, nint first)
        {
            restFirst = first + 2 * column;
            rest.Place(column, restFirst);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Start(T* start, nint column, int lastRows)
        {
            pair.Start(start, column, lastRows);
            rest.Start(start + 2 * column, column, lastRows);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(V upper, V lower, T* tile, T* b, nint column)
        {
            pair.Add(upper, lower, tile, b, column);
            rest.Add(upper, lower, tile, tile + restFirst, column);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(T* c, nint column, int lastRows)
        {
            pair.Store(c, column, lastRows);
            rest.Store(c + 2 * column, column, lastRows);
        }
    }
}
