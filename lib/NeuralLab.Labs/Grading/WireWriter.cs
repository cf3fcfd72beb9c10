using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Labs.Grading;

/// <summary>Writes values by their declared type: numbers, texts, arrays, lists, matrices and tuples of them.</summary>
/// <param name="to">Where the bytes go.</param>
sealed class WireWriter(Stream to) : IDisposable
{
    readonly BinaryWriter writer = new(to, System.Text.Encoding.UTF8, leaveOpen: true);

    public void Dispose() => writer.Dispose();

    /// <summary>Writes one value.</summary>
    /// <exception cref="NotSupportedException">Values of this type are not passed on.</exception>
    internal void Write(Type type, object? value)
    {
        if (!type.IsValueType)
        {
            writer.Write(value is not null);
            if (value is null) return;
        }
        if (Wire.IsNumber(type)) WriteNumber(type, value!);
        else if (type == typeof(string)) WriteText((string)value!);
        else if (type.IsArray) WriteArray(type.GetElementType()!, (Array)value!);
        else if (Wire.ItemOfList(type) is { } item) WriteItems(item, [.. ((System.Collections.IEnumerable)value!).Cast<object?>()]);
        else if (type == typeof(Matrix<double>)) WriteArray(typeof(double), ((Matrix<double>)value!).ToArray());
        else if (type == typeof(Vector<double>)) WriteArray(typeof(double), ((Vector<double>)value!).ToArray());
        else if (Wire.IsTuple(type)) WriteTuple(type, (ITuple)value!);
        else throw Wire.NotPassed(type);
    }

    internal void WriteText(string text) => writer.Write(text.Length <= Wire.MostText ? text : text[..Wire.MostText]);

    void WriteNumber(Type type, object value)
    {
        switch (Type.GetTypeCode(type))
        {
            case TypeCode.Boolean: writer.Write((bool)value); break;
            case TypeCode.Int32: writer.Write((int)value); break;
            case TypeCode.Int64: writer.Write((long)value); break;
            case TypeCode.Single: writer.Write((float)value); break;
            default: writer.Write((double)value); break;
        }
    }

    void WriteArray(Type item, Array values)
    {
        for (var dimension = 0; dimension < values.Rank; dimension++) writer.Write(values.GetLength(dimension));
        foreach (var value in values) Write(item, value);
    }

    void WriteItems(Type item, object?[] values)
    {
        writer.Write(values.Length);
        foreach (var value in values) Write(item, value);
    }

    void WriteTuple(Type type, ITuple tuple)
    {
        var items = type.GetGenericArguments();
        for (var i = 0; i < items.Length; i++) Write(items[i], tuple[i]);
    }
}
