using System.Runtime.CompilerServices;

namespace NeuralLab.Kernels;

// The rows of a thin product as types: one vector, and one vector before others. As with the columns of a tile, the compiler dissolves
// them into registers, so that up to eight vectors wait for no multiply-add of their own.
static unsafe partial class ThinProduct<T, V>
{
    const int MostVectors = 8;

    /// <summary>Vectors of neighbouring rows.</summary>
    interface IVectors
    {
        /// <summary>Sets them, 0 before.</summary>
        void Load(T* source, int lastRows);

        /// <summary>Adds a column times a number.</summary>
        void Add(T* column, V factor, int lastRows);

        /// <summary>Writes them.</summary>
        void Store(T* target, int lastRows);

        /// <summary>Writes them times a number.</summary>
        void StoreTimes(V factor, T* start, T* target, int lastRows);
    }

    /// <summary>A product for which the number of vectors is a type.</summary>
    interface IThin
    {
        void Run<TVectors>()
            where TVectors : struct, IVectors;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RunOn<TThin>(TThin product, int rows)
        where TThin : struct, IThin
    {
        if (rows % V.Count == 0) RunOn<TThin, Whole>(product, rows);
        else RunOn<TThin, Part>(product, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RunOn<TThin, TLast>(TThin product, int rows)
        where TThin : struct, IThin
        where TLast : struct, IVectors
    {
        switch ((rows + V.Count - 1) / V.Count)
        {
            case 0:
                break;
            case 1:
                product.Run<TLast>();
                break;
            case 2:
                product.Run<And<TLast>>();
                break;
            case 3:
                product.Run<And<And<TLast>>>();
                break;
            case 4:
                product.Run<And<And<And<TLast>>>>();
                break;
            case 5:
                product.Run<And<And<And<And<TLast>>>>>();
                break;
            case 6:
                product.Run<And<And<And<And<And<TLast>>>>>>();
                break;
            case 7:
                product.Run<And<And<And<And<And<And<TLast>>>>>>>();
                break;
            default:
                product.Run<And<And<And<And<And<And<And<TLast>>>>>>>>();
                break;
        }
    }

    readonly struct ColumnOf(T* a, nint strideA, T* b, nint nextB, int depth, T* start, T* c, int lastRows) : IThin
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVectors>()
            where TVectors : struct, IVectors
        {
            TVectors sums = default;
            if (start != null) sums.Load(start, lastRows);
            T* column = a, factor = b;
            nint nextColumn = strideA, nextFactor = nextB;
            var last = lastRows;
            for (var k = depth; k != 0; k--)
            {
                sums.Add(column, V.Repeat(*factor), last);
                column += nextColumn;
                factor += nextFactor;
            }
            sums.Store(c, lastRows);
        }
    }

    readonly struct OuterOf(Product<T> p) : IThin
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVectors>()
            where TVectors : struct, IVectors
        {
            var lastRows = p.Rows % V.Count;
            TVectors a = default;
            a.Load(p.A, lastRows);
            T* b = p.B, c = p.C, start = p.Start;
            nint nextB = p.TransposedB ? 1 : p.StrideB, nextC = p.StrideC, nextStart = p.StrideStart;
            for (var j = p.Columns; j != 0; j--)
            {
                a.StoreTimes(V.Repeat(*b), start, c, lastRows);
                b += nextB;
                c += nextC;
                if (start != null) start += nextStart;
            }
        }
    }

    struct Whole : IVectors
    {
        V value;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Load(T* source, int lastRows) => value = V.Load(source);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(T* column, V factor, int lastRows) => value = V.MultiplyAdd(V.Load(column), factor, value);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(T* target, int lastRows) => V.Store(value, target);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void StoreTimes(V factor, T* start, T* target, int lastRows) =>
            V.Store(V.MultiplyAdd(value, factor, start == null ? V.Zero : V.Load(start)), target);
    }

    /// <summary>A last vector that is not full: nothing beyond its rows may be read or written.</summary>
    struct Part : IVectors
    {
        V value;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Load(T* source, int lastRows) => value = V.LoadPart(source, lastRows);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(T* column, V factor, int lastRows) => value = V.MultiplyAdd(V.LoadPart(column, lastRows), factor, value);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(T* target, int lastRows) => V.StorePart(value, target, lastRows);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void StoreTimes(V factor, T* start, T* target, int lastRows) =>
            V.StorePart(V.MultiplyAdd(value, factor, start == null ? V.Zero : V.LoadPart(start, lastRows)), target, lastRows);
    }

    struct And<TRest> : IVectors
        where TRest : struct, IVectors
    {
        Whole first;

#pragma warning disable CS0649 // The rest sets its own vectors.
        TRest rest;
#pragma warning restore CS0649

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Load(T* source, int lastRows)
        {
            first.Load(source, lastRows);
            rest.Load(source + V.Count, lastRows);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(T* column, V factor, int lastRows)
        {
            first.Add(column, factor, lastRows);
            rest.Add(column + V.Count, factor, lastRows);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(T* target, int lastRows)
        {
            first.Store(target, lastRows);
            rest.Store(target + V.Count, lastRows);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void StoreTimes(V factor, T* start, T* target, int lastRows)
        {
            first.StoreTimes(factor, start, target, lastRows);
            rest.StoreTimes(factor, start == null ? null : start + V.Count, target + V.Count, lastRows);
        }
    }
}
