using System.Collections;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Labs.Grading;

/// <summary>Reads what <see cref="WireWriter"/> wrote, and trusts none of it: every length is checked before anything is made of it.</summary>
/// <param name="message">The bytes of one message.</param>
sealed class WireReader(byte[] message) : IDisposable
{
    readonly BinaryReader reader = new(new MemoryStream(message));
    int left = Wire.MostNumbers;

    public void Dispose() => reader.Dispose();

    /// <summary>Reads one value.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what a writer writes for the type.</exception>
    /// <exception cref="NotSupportedException">Values of this type are not passed on.</exception>
    internal object? Read(Type type)
    {
        try
        {
            return ReadValue(type);
        }
        catch (Exception fault) when (fault is EndOfStreamException or FormatException or ArgumentException or IOException)
        {
            throw new InvalidDataException("The message is cut or damaged.", fault);
        }
    }

    internal string ReadText() => (string)ReadPlain(typeof(string));

    internal bool ReadFlag() => (bool)Read(typeof(bool))!;

    object? ReadValue(Type type)
    {
        if (!type.IsValueType && !reader.ReadBoolean()) return null;
        return type == typeof(string) || Wire.IsNumber(type) ? ReadPlain(type)
            : type.IsArray ? ReadArray(type)
            : Wire.ItemOfList(type) is { } item ? ReadList(item)
            : type == typeof(Matrix<double>) ? ReadMatrix()
            : type == typeof(Vector<double>) ? Vector<double>.Build.DenseOfArray((double[])ReadArray(typeof(double[])))
            : Wire.IsTuple(type) ? Activator.CreateInstance(type, [.. type.GetGenericArguments().Select(ReadValue)])
            : throw Wire.NotPassed(type);
    }

    object ReadPlain(Type type)
    {
        Take(1);
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => reader.ReadBoolean(),
            TypeCode.Int32 => reader.ReadInt32(),
            TypeCode.Int64 => reader.ReadInt64(),
            TypeCode.Single => reader.ReadSingle(),
            TypeCode.Double => reader.ReadDouble(),
            _ => reader.ReadString(),
        };
    }

    Array ReadArray(Type type)
    {
        var lengths = new int[type.GetArrayRank()];
        for (var dimension = 0; dimension < lengths.Length; dimension++) lengths[dimension] = ReadLength();
        var count = lengths.Aggregate(1L, (product, length) => product * length);
        if (count > left) throw new InvalidDataException("The message holds too many numbers.");
        var item = type.GetElementType()!;
        // Items that are empty themselves cost too.
        Take((int)count);
        var values = Array.CreateInstance(item, lengths);
        var places = new int[lengths.Length];
        for (var i = 0L; i < count; i++)
        {
            var rest = i;
            for (var dimension = lengths.Length - 1; dimension >= 0; rest /= lengths[dimension--]) places[dimension] = (int)(rest % lengths[dimension]);
            values.SetValue(ReadValue(item), places);
        }
        return values;
    }

    IList ReadList(Type item)
    {
        var count = ReadLength();
        Take(count);
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        for (var i = 0; i < count; i++) list.Add(ReadValue(item));
        return list;
    }

    Matrix<double>? ReadMatrix()
    {
        var values = (double[,])ReadArray(typeof(double[,]));
        return values.Length > 0 ? Matrix<double>.Build.DenseOfArray(values) : throw new InvalidDataException("A matrix has no entries.");
    }

    int ReadLength() => reader.ReadInt32() is >= 0 and <= Wire.MostNumbers and var length ? length : throw new InvalidDataException("A length is out of range.");

    void Take(int count)
    {
        left -= count;
        if (left < 0) throw new InvalidDataException("The message holds too many numbers.");
    }
}
