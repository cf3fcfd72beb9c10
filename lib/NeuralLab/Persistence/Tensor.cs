using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>Numbers as a safetensors file holds them: row after row, little-endian.</summary>
/// <param name="Type"><c>F32</c> or <c>F64</c>.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Data">Rows * Columns numbers.</param>
sealed record Tensor(string Type, int Rows, int Columns, ReadOnlyMemory<byte> Data)
{
    internal static string TypeOf<T>() => typeof(T) == typeof(float) ? "F32" : "F64";

    internal static int SizeOf(string type) => type switch
    {
        "F32" => sizeof(float),
        "F64" => sizeof(double),
        _ => throw new FormatException($"number type '{type}' is not F32 or F64"),
    };

    internal static Tensor From<T>(Matrix<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The transpose of a column-major matrix is its rows one after another.
        var data = MemoryMarshal.AsBytes(matrix.Transpose().AsColumnMajorArray().AsSpan()).ToArray();
        Tensor tensor = new(TypeOf<T>(), matrix.RowCount, matrix.ColumnCount, data);
        tensor.FixByteOrder(data);
        return tensor;
    }

    internal Matrix<T> To<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Type != TypeOf<T>()) throw new FormatException($"the numbers are {Type}, but {TypeOf<T>()} ({typeof(T).Name}) was asked for");
        var bytes = Data.ToArray();
        FixByteOrder(bytes);
        return Matrix<T>.Build.Dense(Columns, Rows, MemoryMarshal.Cast<byte, T>(bytes).ToArray()).Transpose();
    }

    void FixByteOrder(Span<byte> data)
    {
        if (BitConverter.IsLittleEndian) return;
        if (SizeOf(Type) == sizeof(float)) Reverse(MemoryMarshal.Cast<byte, uint>(data));
        else Reverse(MemoryMarshal.Cast<byte, ulong>(data));

        static void Reverse<TWord>(Span<TWord> words)
            where TWord : unmanaged, IBinaryInteger<TWord>
        {
            foreach (ref var word in words) MemoryMarshal.AsBytes(new Span<TWord>(ref word)).Reverse();
        }
    }
}
